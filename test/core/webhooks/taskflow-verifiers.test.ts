import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { signDelivery } from '#main/core/webhooks/sign-delivery.ts'
import { documentedFlask, documentedNode, documentedPython } from '#test/support/taskflow-verifiers.ts'

const secret = 'your_webhook_secret'
const body = '{"id":"evt_1","data":{"title":"Überprüfung ☕"}}'

function signatureOf(text: string): string {
  const message = { eventId: 'evt_1', deliveryId: 'del_1', eventType: 'task.created', at: 0, body: Buffer.from(text) }
  const signing = signDelivery([{ profile: 'taskflow' }], [secret], message)
  if (signing.kind === 'unsignable') throw new Error(signing.reason)
  return signing.headers.find(([name]) => name === 'X-TaskFlow-Signature')?.[1] ?? ''
}

const quoted = (...texts: string[]): string => texts.map((text) => JSON.stringify(text)).join(', ')

const python = (code: string): string =>
  execFileSync('python3', ['-'], { input: code, encoding: 'utf8', env: { ...process.env, PYTHONUTF8: '1' } }).trim()
const node = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=commonjs', '-'], { input: code, encoding: 'utf8' }).trim()

const hasPython = spawnSync('python3', ['--version']).status === 0

describe.runIf(hasPython)('TaskFlow’s own Python', () => {
  const says = (payload: string, signature: string): string =>
    python(`${documentedPython}\nprint(verify_webhook(${quoted(payload, signature, secret)}))`)

  test('accepts what we sign, and nothing else', () => {
    expect(says(body, signatureOf(body))).toBe('True')
    expect(says(`${body} `, signatureOf(body))).toBe('False')
    expect(says(body, signatureOf('{}'))).toBe('False')
  })

  const flaskSays = (signature: string): string =>
    python(`${documentedFlask}\nprint(verify_signature(${quoted(body)}.encode(), ${quoted(signature)}))`)

  test('in its Flask handler refuses everything, for it forgets the prefix', () => {
    expect(flaskSays(signatureOf(body))).toBe('False')
    expect(flaskSays(signatureOf(body).slice('sha256='.length))).toBe('True')
  })
})

describe('TaskFlow’s own Node.js', () => {
  const says = (payload: string, signature: string): string =>
    node(`${documentedNode}\ntry { console.log(verifyWebhook(${quoted(payload, signature, secret)})) }
      catch (error) { console.log(error.code) }`)

  test('accepts what we sign, and nothing else', () => {
    expect(says(body, signatureOf(body))).toBe('true')
    expect(says(`${body} `, signatureOf(body))).toBe('false')
  })

  test('throws at a signature of another length', () => {
    expect(says(body, 'sha256=abc')).toBe('ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH')
  })
})
