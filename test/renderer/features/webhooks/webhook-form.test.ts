import { expect, test } from 'vitest'
import { readDelays, writeDelays } from '#renderer/features/webhooks/form/delay-text.ts'
import { chooseGroup, chooseType, groupsOf, otherPatterns } from '#renderer/features/webhooks/form/event-choice.ts'
import { readWebhookFilter } from '#renderer/features/webhooks/list/webhook-filter.ts'
import { liveSecrets, rotationSpans } from '#renderer/features/webhooks/secrets/rotation-spans.ts'
import { issueWords } from '#shared/contract/issue-words.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { WebhookSecretSummary } from '#shared/model/webhook.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'

const settings = { name: 'ops', url: 'https://example.com', events: ['*'] }

const wordsOf = (changes: object, scale?: number): string[] => {
  const parsed = WebhookSettings.safeParse({ ...settings, ...changes }, { reportInput: true })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issueWords(issue, scale))
}

test('what the schema of the API finds wrong is said as a person would', () => {
  expect(wordsOf({ name: '' })).toEqual(['This is missing.'])
  expect(wordsOf({ name: 'x'.repeat(81) })).toEqual(['This must have at most 80 letters.'])
  expect(wordsOf({ url: 'ftp://example.com' })).toEqual(['This must be an absolute http or https URL.'])
  expect(wordsOf({ events: [] })).toEqual(['Choose at least one.'])
  expect(wordsOf({ timeoutMs: 500 }, 1000)).toEqual(['This must be at least 1.'])
  expect(wordsOf({ timeoutMs: 61_000 }, 1000)).toEqual(['This must be at most 60.'])
  expect(wordsOf({ concurrency: Number.NaN })).toEqual(['This must be a number.'])
  expect(wordsOf({ concurrency: 1.5 })).toEqual(['This must be a whole number.'])
  expect(wordsOf({ concurrency: null })).toEqual(['This is missing.'])
  expect(wordsOf({ headers: [{ name: 'a b', value: '' }] })).toEqual([
    'This is not a name of a header: letters, digits and - are.',
  ])
})

test('delays are read as they are written', () => {
  for (const delays of [[], [5, 30, 300, 3600, 21_600], [90, 86_400], [0.5]]) {
    expect(readDelays(writeDelays(delays))).toEqual(delays)
  }
  expect(readDelays('5, 1 h 30 min')).toEqual([5, 5400])
  expect(['soon', '5 years', '5 s;', '-5 s', '5 s x'].map(readDelays)).toEqual([null, null, null, null, null])
})

const type = (name: string): EventType => ({
  name,
  version: 1,
  group: name.split('.')[0] ?? '',
  isOwn: false,
  description: '',
  jsonSchema: {},
  sample: {},
  createdAt: null,
  updatedAt: null,
})

test('a group takes the place of its types, and what has no box is kept apart', () => {
  const types = ['task.created', 'task.deleted', 'user.created'].map(type)
  const [tasks] = groupsOf([...types, type('task.created')])
  expect(tasks?.types.map(({ name }) => name)).toEqual(['task.created', 'task.deleted'])
  if (!tasks) return
  const chosen = chooseType(['stripe.*'], 'task.created', true)
  expect(chosen).toEqual(['stripe.*', 'task.created'])
  expect(chooseGroup(chosen, tasks, true)).toEqual(['stripe.*', 'task.*'])
  expect(chooseGroup(['task.*', 'user.created'], tasks, false)).toEqual(['user.created'])
  expect(otherPatterns(['*', 'task.*', 'task.created', '*.failed', 'mine.made'], types)).toEqual([
    '*.failed',
    'mine.made',
  ])
})

test('the filter is read field by field; what it does not know it says, half a term it lets be', () => {
  expect(readWebhookFilter('crm  status:paused event:task.created example.com')).toEqual({
    filter: { q: 'crm example.com', status: 'paused', event: 'task.created' },
    mistake: null,
  })
  expect(readWebhookFilter('is:deleted').filter).toEqual({ deleted: true })
  expect(readWebhookFilter('status:')).toEqual({ filter: {}, mistake: null })
  expect(readWebhookFilter('status:asleep').mistake).toContain('status:asleep is not known')
  expect(readWebhookFilter('foo:bar crm')).toEqual({
    filter: { q: 'crm' },
    mistake: '“foo” is not a field. Known are status, event, is. Text with a colon goes in quotes.',
  })
  expect(readWebhookFilter('foo:')).toEqual({ filter: {}, mistake: null })
  expect(readWebhookFilter('!status:paused').mistake).toContain('!status:paused is not known')
  expect(readWebhookFilter('"foo:bar" https://example.com:8080/in !x')).toEqual({
    filter: { q: 'foo:bar https://example.com:8080/in !x' },
    mistake: null,
  })
})

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 17, hour)).toISOString()

const secret = (
  id: string,
  state: WebhookSecretSummary['state'],
  startsAt: string,
  endsAt: string | null,
): WebhookSecretSummary => ({ id, hint: `whsec_…${id}`, state, createdAt: startsAt, startsAt, endsAt, isShown: false })

test('a rotation lies on a line: old before new, now between its beginning and its end', () => {
  const old = secret('sec_1', 'previous', at(0), at(24))
  const young = secret('sec_2', 'current', at(10), null)
  const spans = rotationSpans([young, old, secret('sec_0', 'ended', at(-9), at(-1))], new Date(at(12)))
  expect(spans?.bars.map(({ id, isNew }) => [id, isNew])).toEqual([
    ['sec_1', false],
    ['sec_2', true],
  ])
  expect(spans?.isAhead).toBe(false)
  const places = [spans?.start, spans?.now, spans?.end] as number[]
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(Math.min(...places)).toBeGreaterThan(0)
  expect(Math.max(...places)).toBeLessThan(1)
  expect(spans?.bars[0]?.to).toBe(spans?.end)
  expect(spans?.bars[1]).toMatchObject({ from: spans?.start, to: 1 })
})

test('one secret alone is no rotation, one finished by hand has no end, one to come is ahead', () => {
  const old = secret('sec_1', 'previous', at(0), null)
  expect(rotationSpans([old], new Date(at(1)))).toBeNull()
  expect(liveSecrets([old])).toHaveLength(1)
  const open = rotationSpans([secret('sec_2', 'current', at(2), null), old], new Date(at(3)))
  expect(open).toMatchObject({ end: null, endsAt: null, isAhead: false })
  const ahead = rotationSpans([secret('sec_2', 'next', at(9), null), old], new Date(at(3)))
  expect(ahead?.isAhead).toBe(true)
  expect(ahead?.start).toBeGreaterThan(ahead?.now ?? 1)
})
