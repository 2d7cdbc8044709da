import { expect, test } from 'vitest'
import type { FilterDraft } from '#renderer/features/inspect/list/filter-terms.ts'
import {
  chipWords,
  draftOf,
  mistakesIn,
  queryOf,
  rangeOf,
  settle,
  sourceNameIn,
  withRange,
} from '#renderer/features/inspect/list/filter-terms.ts'

const typed = (text: string): FilterDraft => ({ chips: [], text })
const chipsOf = (draft: FilterDraft): string[] => draft.chips.map((term) => Object.values(chipWords(term)).join(' '))

test('a field becomes a chip when a space closes it, free text when Enter does', () => {
  expect(chipsOf(settle(typed('sig:bad'), false))).toEqual([])
  expect(settle(typed('card sig:bad '), false)).toMatchObject({ chips: [{ field: 'sig' }], text: 'card ' })
  expect(chipsOf(settle(typed('card sig:bad'), true))).toEqual(['text card', 'signature bad'])
})

test('a space inside quotes closes nothing', () => {
  const draft = typed('event:"a b ')
  expect(settle(draft, false)).toEqual(draft)
})

test('what cannot be understood stays to be mended and is left out of the query', () => {
  const draft = settle(typed('status:>=400 foo:1 '), false)
  expect(chipsOf(draft)).toEqual(['status >= 400'])
  expect(draft.text.trim()).toBe('foo:1')
  expect(queryOf(draft)).toBe('status:>=400')
  expect(mistakesIn(draft.text)).toEqual([expect.stringContaining('“foo” is not a field')])
})

test('nothing is complained about while a value is still to come', () => {
  expect(mistakesIn('status:')).toEqual([])
  expect(mistakesIn('status:many')).toEqual([])
  expect(mistakesIn('status: ')).toHaveLength(1)
})

test('every mistake is told, in one place', () => {
  expect(mistakesIn('foo:1 status:many sig:bad ')).toHaveLength(2)
  expect(mistakesIn(settle(typed('status:many'), true).text)).toHaveLength(1)
  expect(mistakesIn(draftOf('status:many foo:1 sig:bad').text)).toHaveLength(2)
})

test('a query from an address comes back as chips that mean the same', () => {
  const q = '!method:GET $.data.amount:>5000 header.x-id:7 "card declined"'
  expect(chipsOf(draftOf(q))).toEqual(['not method GET', '$.data.amount > 5000', 'x-id 7', 'text card declined'])
  expect(queryOf(draftOf(q))).toBe(q)
})

test('a range of time replaces the one before and leaves the rest alone', () => {
  const range = { after: '2026-11-17T14:31:00.000Z', before: '2026-11-17T14:32:00.000Z' }
  const q = withRange('sig:bad last:24h after:14:00', range)
  expect(rangeOf(q)).toEqual({ afterMs: Date.parse(range.after), beforeMs: Date.parse(range.before) })
  expect(withRange(q, null)).toBe('sig:bad')
  expect(rangeOf('after:14:00')).toBeNull()
})

test('a query is about a source only where it names exactly one', () => {
  expect(sourceNameIn('source:"my shop" sig:bad')).toBe('my shop')
  expect(sourceNameIn('!source:shop')).toBeNull()
  expect(sourceNameIn('source:a source:b')).toBeNull()
})
