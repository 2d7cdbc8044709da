import { describe, expect, test } from 'vitest'
import type { Patient } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import { diagnosed, patientOf, secretOfPatients, signedBy } from '#test/support/patients.ts'
import type { Subject } from './planted-causes.ts'
import { plants, signsBody } from './planted-causes.ts'

const schemes: Record<string, HmacScheme | null> = {
  'hmac, SHA-256 in hex': HmacScheme.parse({}),
  'hmac, SHA-256 in base64': HmacScheme.parse({ encoding: 'base64' }),
  'hmac of a timestamp and the body': HmacScheme.parse({
    timestampHeader: 'X-Timestamp',
    content: '{timestamp}.{body}',
    prefix: 'sha256=',
  }),
}

const subjects: [string, Subject][] = [
  ...ProviderName.options
    .filter((provider) => provider !== 'hmac' && signedBy({ provider }) !== null)
    .map((provider): [string, Subject] => [provider, { provider, scheme: null }]),
  ...Object.entries(schemes).map(([name, scheme]): [string, Subject] => [name, { provider: 'hmac', scheme }]),
]

function stillVerifies({ request, provider, scheme, secrets, toleranceSeconds }: Patient): boolean {
  const how = { provider, hmac: scheme, policy: 'soft', toleranceSeconds, secrets } as const
  return verifyRequest(request, how).verification.state === 'verified'
}

const planted = subjects.flatMap(([name, subject]) =>
  plants.flatMap((plant) => {
    const patient = plant.plant(subject)
    // A scheme that still verifies does not sign what was changed: a token, or a form whose body is JSON.
    return patient === null || stillVerifies(patient) ? [] : [{ scheme: name, ...plant, patient }]
  }),
)

test('every cause is planted in at least one scheme, and most in all', () => {
  expect([...new Set(planted.map(({ cause }) => cause))].toSorted()).toEqual(
    [...new Set(plants.map(({ cause }) => cause))].toSorted(),
  )
  const signing = subjects.filter(([, subject]) => signsBody(subject))
  expect(planted.length).toBeGreaterThan(signing.length * 35)
})

test.each(planted)('$scheme: $cause, $name', async ({ cause, patient }) => {
  const { state, findings, trials } = await diagnosed(patient)
  expect({ state, causes: findings.map((finding) => finding.cause) }).toEqual({ state: 'found', causes: [cause] })
  expect(trials.at(-1)).toMatchObject({ cause, outcome: 'fits' })
})

describe.each(subjects)('%s', (_name, subject) => {
  test.runIf(signsBody(subject))('none of these where the body was changed for good', async () => {
    const request = signedBy({ ...subject, body: '{"amount":1}' })
    if (!request) throw new Error('not signed')
    const diagnosis = await diagnosed(
      patientOf(withBody(request, '{"amount":2}'), subject.provider, { scheme: subject.scheme }),
    )
    expect(diagnosis).toMatchObject({ state: 'none', findings: [] })
    expect(diagnosis.summary).toMatch(/^None of these\./)
    expect(diagnosis.trials.every(({ outcome }) => outcome === 'no' || outcome === 'skipped')).toBe(true)
  })

  test('no diagnosis holds a secret', async () => {
    for (const { patient } of planted.filter(({ patient: { provider } }) => provider === subject.provider)) {
      const told = JSON.stringify(await diagnosed(patient))
      expect(told).not.toContain(secretOfPatients.slice(6))
      expect(told).not.toContain('C2FVsBQIhrscChlQIMV+b5sSYspob7oD')
    }
  })
})
