import { expect, test } from 'vitest'
import { nextFailureRun, reasonToDisable } from '#main/core/deliveries/auto-disable.ts'
import type { RunEvent } from '#main/core/deliveries/auto-disable.ts'
import { AutoDisablePolicy, describeAutoDisable, noFailures } from '#shared/rules/auto-disable.ts'

const start = Date.UTC(2026, 10, 17)
const day = 86_400_000
const runOf = (events: RunEvent[]) => events.reduce(nextFailureRun, noFailures)
const repeat = (kind: RunEvent['kind'], count: number): RunEvent[] =>
  Array.from({ length: count }, (_, index) => ({ kind, at: start + index * 1000 }))

test('never means never', () => {
  const policy = AutoDisablePolicy.parse({ kind: 'never' })
  expect(reasonToDisable(policy, runOf(repeat('dead', 1000)), start + 100 * day)).toBeNull()
})

test('so many dead letters in a row switch a webhook off; a delivery between begins the row anew', () => {
  const policy = AutoDisablePolicy.parse({ kind: 'after-dead-letters', count: 3 })
  expect(reasonToDisable(policy, runOf(repeat('dead', 2)), start)).toBeNull()
  expect(reasonToDisable(policy, runOf(repeat('dead', 3)), start)).toBe(
    '3 dead letters in a row, without a delivery between.',
  )
  const between = [...repeat('dead', 2), { kind: 'delivered' as const, at: start }, ...repeat('dead', 2)]
  expect(reasonToDisable(policy, runOf(between), start)).toBeNull()
})

test('nothing but failures for five days switch it off, but not a handful of them', () => {
  const policy = AutoDisablePolicy.parse({ kind: 'after-failing' })
  const run = runOf(repeat('failed', 10))
  expect(reasonToDisable(policy, run, start + 5 * day - 1)).toBeNull()
  expect(reasonToDisable(policy, run, start + 5 * day)).toBe('Nothing but failures for 5 d.')
  expect(reasonToDisable(policy, runOf(repeat('failed', 9)), start + 50 * day)).toBeNull()
  expect(reasonToDisable(policy, nextFailureRun(run, { kind: 'delivered', at: start }), start + 50 * day)).toBeNull()
})

test.each([
  [{ kind: 'never' }, 'never disabled by itself'],
  [{ kind: 'after-dead-letters', count: 3 }, 'disabled after 3 dead letters in a row'],
  [{ kind: 'after-failing' }, 'disabled after 5 d of nothing but failures'],
])('%j is said “%s”', (policy, words) => {
  expect(describeAutoDisable(AutoDisablePolicy.parse(policy))).toBe(words)
})
