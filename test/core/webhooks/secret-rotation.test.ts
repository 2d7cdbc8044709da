import { expect, test } from 'vitest'
import { endsForRotation, isRotating, secretState, signingSecrets } from '#main/core/webhooks/secret-rotation.ts'

const old = { id: 'old', startsAt: 0, endsAt: 200 }
const next = { id: 'next', startsAt: 100, endsAt: null }
const both = [old, next]
const idsAt = (now: number): string[] => signingSecrets(both, now).map(({ id }) => id)

test('the old secret signs alone, then both, then the new one', () => {
  expect([0, 99, 100, 199, 200].map(idsAt)).toEqual([['old'], ['old'], ['old', 'next'], ['old', 'next'], ['next']])
})

test.each([
  [50, ['current', 'next'], true],
  [100, ['previous', 'current'], true],
  [200, ['ended', 'current'], false],
])('at %i they are %s', (now, states, rotating) => {
  expect(both.map((secret) => secretState(secret, both, now))).toEqual(states)
  expect(isRotating(both, now)).toBe(rotating)
})

test('a rotation makes no secret last longer, and by hand none has an end', () => {
  const secrets = [
    { ...old, endsAt: 50 },
    { ...next, endsAt: null },
  ]
  expect(endsForRotation(secrets, { startsAt: 10, othersEndAt: 300 }, 0)).toEqual([
    { id: 'old', endsAt: 50 },
    { id: 'next', endsAt: 300 },
  ])
  expect(endsForRotation(secrets, { startsAt: 10, othersEndAt: null }, 60)).toEqual([{ id: 'next', endsAt: null }])
})
