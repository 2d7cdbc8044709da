import { describe, expect, test } from 'vitest'
import { chooseAnswer } from '#main/core/rules/choose-answer.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import { Answer, AnswerRule } from '#shared/model/answer.ts'
import type { RequestWishes } from '#test/support/captured-request.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const rule = (name: string, method: string, status: number) =>
  AnswerRule.parse({
    name,
    when: { combinator: 'and', rules: [{ field: 'method', operator: 'is', value: method }] },
    answer: { status },
  })

const source = {
  answer: Answer.parse({}),
  answerRules: [rule('', 'PUT', 201), rule('Gone', 'DELETE', 410), rule('later', 'DELETE', 204)],
}

test.each([
  ['POST', 200, null],
  ['PUT', 201, 'Rule 1'],
  ['DELETE', 410, 'Gone'],
])('a %s is answered %i by rule %s: the first that holds, else the source’s own answer', (method, status, name) => {
  const { answer, rule: chosen } = chooseAnswer(source, requestFacts(capturedRequest({ method }), null))
  expect(answer.status).toBe(status)
  expect(chosen).toBe(name)
})

function filled(answer: Partial<Answer>, wishes: RequestWishes): Answer {
  const facts = requestFacts(capturedRequest(wishes), null)
  return chooseAnswer({ answer: Answer.parse(answer), answerRules: [] }, facts).answer
}

const json = [['Content-Type', 'application/json; charset=utf-8'] as [string, string]]

describe('an answer is filled in', () => {
  test('from body, query and headers; what is missing is empty', () => {
    const body =
      '{{body.challenge}}|{{ query.a }}|{{header.x-one}}|{{body.none}}|{{body.list[1]}}|{{body.deep}}|{{other}}'
    const answer = filled(
      { body },
      { path: '?a=1%202', headers: { 'X-One': 'one' }, json: { challenge: 'c', list: [1, 2], deep: { a: true } } },
    )
    expect(answer.body).toBe('c|1 2|one||2|{"a":true}|{{other}}')
  })

  test('escaped where the answer is JSON', () => {
    const challenge = '"},\n"admin":{"a":"\\'
    const { body } = filled(
      { headers: json, body: '{"challenge":"{{body.challenge}}","n":{{body.n}}}' },
      { json: { challenge, n: 5 } },
    )
    expect(JSON.parse(body)).toEqual({ challenge, n: 5 })
  })

  test('escaped where the answer is HTML, because the address is public', () => {
    const headers: [string, string][] = [['content-type', 'text/html']]
    const { body } = filled(
      { headers, body: '<p title="{{query.a}}">' },
      { path: `?a=${encodeURIComponent('"><script>')}` },
    )
    expect(body).toBe('<p title="&quot;&gt;&lt;script&gt;">')
  })

  test('in its body alone, never in its headers', () => {
    const headers: [string, string][] = [['X-Echo', '{{query.a}}']]
    expect(filled({ headers, body: '{{query.a}}' }, { path: '?a=1' })).toMatchObject({ headers, body: '1' })
  })

  test('once: what was filled in is not filled in again', () => {
    expect(filled({ body: '{{query.a}}' }, { path: '?a={{query.b}}&b=2' }).body).toBe('{{query.b}}')
  })

  test('to a limit, however often it names a long body', () => {
    const { body } = filled({ body: '{{body.long}}'.repeat(1000) }, { json: { long: 'x'.repeat(200_000) } })
    expect(body).toHaveLength(1_000_000)
  })
})
