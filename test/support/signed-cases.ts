import { signDelivery } from '#main/core/webhooks/sign-delivery.ts'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'
import { schemeOf } from '#shared/rules/signature-profiles.ts'

/** A delivery as it reaches a receiver, and what a right check says of it. */
export type SignedCase = { name: string; headers: [string, string][]; body: Buffer; says: boolean }

export const rightSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const text = Buffer.from('{"hello":"wörld ☕"}')

type Change = (value: string) => string

/** Deliveries signed by a choice, good ones and bad ones of many kinds. */
export function signedCases(choice: SignatureChoice): SignedCase[] {
  const { scheme } = schemeOf(choice)
  const timeHeader = scheme.headers.find(([, template]) => template === '{timestamp}')?.[0]
  const isTimed = scheme.content.includes('{timestamp}')

  const signed = ({ secrets = [rightSecret], body = text, ageSeconds = 0 } = {}): [string, string][] => {
    const message = { eventId: 'evt_1', deliveryId: 'del_1', eventType: 'task.created', body }
    const signing = signDelivery([choice], secrets, { ...message, at: Date.now() - ageSeconds * 1000 })
    if (signing.kind === 'unsignable') throw new Error(signing.reason)
    const told: [string, string][] = signing.headers.map(([name, value]) => [name, value])
    return told.some(([name]) => name === 'webhook-id') ? told : [['webhook-id', 'evt_1'], ...told]
  }
  const changed = (name: string | undefined, change: Change): [string, string][] =>
    signed().map(([key, value]) => [key, key === name ? change(value) : value])
  const good = (name: string, options: Parameters<typeof signed>[0] = {}): SignedCase => ({
    name,
    headers: signed(options),
    body: options.body ?? text,
    says: true,
  })
  const bad = (name: string, headers: [string, string][], body = text): SignedCase => ({
    name,
    headers,
    body,
    says: false,
  })
  const badValue = (name: string, change: Change): SignedCase => bad(name, changed(scheme.header, change))

  const always = [
    good('as it was signed'),
    good('an empty body', { body: Buffer.alloc(0) }),
    good('a body that is no text', { body: Buffer.from([0xff, 0x00, 0x0a, 0xfe, 0x0d]) }),
    good('during a rotation, with the old secret', { secrets: [rightSecret, otherSecret] }),
    {
      ...good('during a rotation, with the new secret', { secrets: [otherSecret, rightSecret] }),
      says: scheme.separator !== null,
    },
    bad('another body', signed(), Buffer.concat([text, Buffer.from(' ')])),
    bad('another secret', signed({ secrets: [otherSecret] })),
    bad('no header at all', []),
    badValue('an empty signature', () => ''),
    badValue('a signature cut short', (value) => value.slice(0, -1)),
    badValue('a signature that goes on', (value) => `${value}0`),
    badValue('a signature with a letter too many in front', (value) => `0${value}`),
    badValue('no ASCII', () => 'ü☕'),
    badValue('another scheme', () => 'v9,AAAA'),
  ]
  const timed = [
    good('a little old', { ageSeconds: 200 }),
    good('a little early', { ageSeconds: -200 }),
    bad('too old', signed({ ageSeconds: 400 })),
    bad('too early', signed({ ageSeconds: -400 })),
  ]
  const told = ['hello', '', '-1', '1e9', '9'.repeat(40), '٣'].map((value) =>
    bad(
      `the timestamp “${value}”`,
      changed(timeHeader, () => value),
    ),
  )
  const moved = bad(
    'another timestamp',
    changed(timeHeader, (value) => String(Number(value) + 1)),
  )
  return [...always, ...(isTimed ? timed : []), ...(isTimed && timeHeader !== undefined ? [...told, moved] : [])]
}
