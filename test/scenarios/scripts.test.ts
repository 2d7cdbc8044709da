import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Source } from '#shared/model/source.ts'
import { readyScripts } from '#shared/rules/ready-scripts.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

type Script = NonNullable<CallOf<'sources.create'>['script']>

const sourceWith = (script: Script, more: Partial<CallOf<'sources.create'>> = {}): Promise<Source> =>
  creel.call('sources.create', { name: 'scripted', script, ...more })

/** The status of an answer, or why there was none. */
async function ask(url: string, more: RequestInit = {}): Promise<number | string> {
  try {
    const response = await fetch(url, { method: 'POST', redirect: 'manual', body: '{}', ...more })
    await response.arrayBuffer()
    return response.status
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name
  }
}

async function askTimes(url: string, times: number): Promise<(number | string)[]> {
  const given = []
  for (let time = 0; time < times; time += 1) given.push(await ask(url))
  return given
}

const rowsOf = async ({ id }: Source) =>
  (await creel.call('requests.list', { sourceId: id })).items.toReversed().map(({ status, reason }) => status ?? reason)

const answer = (status: number) => ({ kind: 'answer' as const, answer: { status } })

test('a script answers request after request, then the usual answer comes back', async () => {
  const source = await sourceWith({ steps: [{ ...answer(503), times: 2 }, answer(429)] }, { answer: { status: 204 } })
  expect(await askTimes(source.url, 5)).toEqual([503, 503, 429, 204, 204])
  expect(await rowsOf(source)).toEqual([503, 503, 429, 204, 204])
  const { items } = await creel.call('requests.list', { sourceId: source.id })
  const second = await creel.call('requests.show', { id: items[3]?.id ?? '' })
  expect(second.reply).toMatchObject({ status: 503, rule: 'Script, step 1, 2 of 2' })
})

test('a script that starts over goes round, and rules answer where the usual answer has its turn', async () => {
  const when = { combinator: 'and' as const, rules: [{ field: 'method', operator: 'is' as const, value: 'POST' }] }
  const source = await sourceWith(
    { steps: [{ kind: 'usual' }, answer(500)], startsOver: true },
    { answerRules: [{ when, answer: { status: 202 } }] },
  )
  expect(await askTimes(source.url, 4)).toEqual([202, 500, 202, 500])
})

test('a reset and a silence are no answers, and the request is kept all the same, with why', async () => {
  const source = await sourceWith({ steps: [{ kind: 'reset' }, { kind: 'silence', forMs: 100 }] })
  expect(await ask(source.url)).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  expect(await ask(source.url)).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  expect(await ask(source.url)).toBe(200)
  expect(await rowsOf(source)).toEqual(['script-reset', 'script-silence', 200])
})

test('a drip comes in pieces and whole', async () => {
  const body = 'drop by drop'
  const source = await sourceWith({ steps: [{ kind: 'drip', answer: { body }, overMs: 200 }] })
  const { body: stream } = await fetch(source.url, { method: 'POST' })
  const pieces: Uint8Array[] = []
  for await (const piece of stream ?? []) pieces.push(piece)
  expect(pieces.length).toBeGreaterThan(1)
  expect(Buffer.concat(pieces).toString()).toBe(body)
})

test('how far it has come outlives a restart; a new script, and a restart of it, begin with the first step', async () => {
  const first = await runService()
  const script = { steps: [{ ...answer(503), times: 3 }] }
  const { id, url } = await first.call('sources.create', { name: 'long', script })
  expect(await askTimes(url, 2)).toEqual([503, 503])
  await first.stop()
  await using second = await runService({ home: first.home })
  const source = await second.call('sources.get', { id })
  expect(source).toMatchObject({ scriptTaken: 2, script: { steps: [{ times: 3 }] } })
  expect(await askTimes(source.url, 2)).toEqual([503, 200])
  await second.call('sources.update', { id, name: 'renamed' })
  expect(await ask(source.url)).toBe(200)
  expect(await second.call('sources.restartScript', { id })).toMatchObject({ scriptTaken: 0 })
  expect(await ask(source.url)).toBe(503)
  await second.call('sources.update', { id, script: { steps: [answer(410)] } })
  expect(await askTimes(source.url, 2)).toEqual([410, 200])
  await second.call('sources.update', { id, script: null })
  await expect(second.call('sources.restartScript', { id })).rejects.toThrow(/has no script/)
})

test('what a source turns away and a handshake take no turn', async () => {
  const source = await sourceWith({ steps: [answer(503)] }, { verificationPolicy: 'strict', provider: 'github' })
  expect(await ask(source.url)).toBe(401)
  await creel.call('sources.update', { id: source.id, verificationPolicy: 'soft' })
  expect(await creel.call('sources.get', { id: source.id })).toMatchObject({ scriptTaken: 0 })
  expect(await ask(source.url)).toBe(503)
})

test('a sender that is relayed gets what the script says, and the app gets the request', async () => {
  await using app = await openRawSink()
  const source = await sourceWith(
    { steps: [answer(503)] },
    { forwarding: { mode: 'relay', targets: [app.url], limitMs: 5000 } },
  )
  expect(await askTimes(source.url, 2)).toEqual([503, 200])
  await expect.poll(() => app.requests.length, { timeout: 10_000 }).toBe(2)
  await expect.poll(() => rowsOf(source), { timeout: 10_000 }).toEqual([503, 200])
})

test.each(Object.keys(readyScripts) as (keyof typeof readyScripts)[])(
  'the ready-made script “%s” plays from its first step',
  async (script) => {
    const { id } = await creel.call('sources.create', { name: script })
    const source = await creel.call('sources.playScript', { id, script })
    expect(source).toMatchObject({ script: readyScripts[script].script, scriptTaken: 0 })
    expect(source.scriptStartedAt).not.toBeNull()
  },
)

test('a script that could never play is refused at its step', async () => {
  const bad = sourceWith({ steps: [{ kind: 'silence', forMs: 900_000 }] })
  await expect(bad).rejects.toMatchObject({ code: 'bad-input' })
  await expect(sourceWith({ steps: [] })).rejects.toMatchObject({ code: 'bad-input' })
})

test('what a sender did is judged from what was stored, and the reader is led to the requests', async () => {
  const { id } = await creel.call('sources.create', { name: 'bench', provider: 'standard-webhooks' })
  await creel.call('sources.addSecret', { id, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
  await creel.call('sources.playScript', { id, script: 'fails-3-times' })
  const { id: simulationId } = await creel.call('simulations.send', {
    provider: 'standard-webhooks',
    eventType: 'invoice.paid',
    sourceId: id,
    retries: true,
    timeLapse: 100_000,
  })
  const stateOf = async () => (await creel.call('simulations.get', { id: simulationId })).state
  await expect.poll(stateOf, { timeout: 10_000 }).toBe('done')
  const verdict = await creel.call('sources.verdict', { id })
  expect(verdict).toMatchObject({ taken: 4, requests: 4, script: '503, 3 times; then the usual answer' })
  expect(verdict.events).toHaveLength(1)
  expect(verdict.events[0]?.attempts.map(({ status }) => status)).toEqual([503, 503, 503, 200])
  const states = Object.fromEntries(verdict.judgements.map(({ question, state }) => [question, state]))
  expect(states).toMatchObject({
    'tries-again': 'good',
    'stops-at-success': 'good',
    'keeps-id': 'good',
    'keeps-body': 'good',
    'stops-at-gone': 'open',
  })
  const [tried] = verdict.judgements
  expect(await creel.call('requests.show', { id: tried?.requestIds[0] ?? '' })).toMatchObject({ status: 503 })
})

test('a sender that follows a redirect is told so', async () => {
  const { id, url } = await creel.call('sources.create', { name: 'moved' })
  await creel.call('sources.playScript', { id, script: 'redirects' })
  expect(await ask(url, { redirect: 'follow' })).toBe(200)
  const isJudged = async () => (await creel.call('sources.verdict', { id })).requests
  await expect.poll(isJudged).toBe(2)
  const { judgements } = await creel.call('sources.verdict', { id })
  expect(judgements.find(({ question }) => question === 'follows-no-redirect')).toMatchObject({ state: 'bad' })
  await creel.call('sources.update', { id, script: null })
  await expect(creel.call('sources.verdict', { id })).rejects.toThrow(/has no script/)
})
