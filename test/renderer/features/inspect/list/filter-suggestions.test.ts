import { expect, test } from 'vitest'
import { suggestionsFor, withSuggestion } from '#renderer/features/inspect/list/filter-suggestions.ts'
import { parseRequestQuery } from '#shared/query/request-query.ts'
import { buildRequest } from '#test/support/build-model.ts'

const known = {
  sources: ['first-hook', 'my shop'],
  rows: [
    buildRequest({
      method: 'PROPFIND',
      path: '/orders?page=2',
      eventType: 'invoice.paid',
      contentType: 'text/xml; charset=x',
    }),
    buildRequest({ method: 'POST', path: '', eventType: 'invoice.paid', contentType: null }),
  ],
}
const wordsFor = (text: string): string[] => suggestionsFor(text, known).map(({ word }) => word)

test('nothing is suggested before a word is begun', () => {
  expect(wordsFor('')).toEqual([])
  expect(wordsFor('sig:bad ')).toEqual([])
  expect(wordsFor('!')).toEqual([])
})

test('a word that is begun is completed to the names of fields', () => {
  expect(wordsFor('s')).toEqual(['source:', 'status:', 'sig:', 'size:', 'state:'])
  expect(wordsFor('sig:bad !SIG')).toEqual(['!sig:'])
  expect(wordsFor('he')).toEqual(['header.'])
  expect(wordsFor('$')).toEqual(['$.'])
  expect(wordsFor('card')).toEqual([])
})

test('a field that takes numbers is first told how to compare', () => {
  expect(wordsFor('status:').slice(0, 5)).toEqual(['status:>', 'status:>=', 'status:<', 'status:<=', 'status:200'])
  expect(wordsFor('status:>=4')).toEqual(['status:>=400', 'status:>=401', 'status:>=404'])
})

test('values are those that the grammar knows, and those that are there', () => {
  expect(wordsFor('is:re')).toEqual(['is:replayed', 'is:refused'])
  expect(wordsFor('source:')).toEqual(['source:first-hook', 'source:"my shop"'])
  expect(wordsFor('source:"my')).toEqual(['source:"my shop"'])
  expect(wordsFor('event:')).toEqual(['event:invoice.paid'])
  expect(wordsFor('path:')).toEqual(['path:/orders', 'path:/'])
  expect(wordsFor('type:')).toEqual(['type:text/xml'])
  expect(wordsFor('method:p')).toEqual(['method:PROPFIND', 'method:POST', 'method:PUT', 'method:PATCH'])
})

test('a suggestion says what it means', () => {
  expect(suggestionsFor('!status:>=4', known)[0]?.words).toBe('status not at least 400')
  expect(suggestionsFor('pa', known)[0]?.words).toBe('such as path:/orders/*')
})

test('what is taken replaces the last word; what is whole is closed', () => {
  const [field] = suggestionsFor('card !so', known)
  expect(field && withSuggestion('card !so', field)).toBe('card !source:')
  const [value] = suggestionsFor('card source:"my', known)
  expect(value && withSuggestion('card source:"my', value)).toBe('card source:"my shop" ')
})

test.each(['source', 'method', 'status', 'provider', 'type', 'size', 'state', 'is', 'sig', 'after', 'last'])(
  'whatever is suggested for %s is understood',
  (field) => {
    const whole = suggestionsFor(`${field}:`, known).filter(({ isWhole }) => isWhole)
    const understood = whole.map(({ word }) => parseRequestQuery(word))
    expect(whole).not.toEqual([])
    expect(understood).toEqual(whole.map(() => ({ terms: [expect.objectContaining({ field })], mistakes: [] })))
  },
)
