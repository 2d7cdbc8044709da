import { join } from 'node:path'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { jsonBody, plainHeaders } from '#test/bench/measure/payload.ts'
import { describeSlices, pairedRatio, runRounds } from '#test/bench/measure/run-rounds.ts'
import { resultOf } from '#test/bench/result.ts'
import { startCreel } from '#test/bench/servers/creel.ts'

const goal = { floor: 5, goal: 8, better: 'higher', unit: '×' } as const
const twinProgram = join(import.meta.dirname, '..', 'twins', 'serve.ts')

/** What the group commit is worth: the same product with a durable transaction for each request. */
export const groupCommit: BenchEntry = async ({ rounds, sliceSeconds }) => {
  await using group = await startCreel({ program: [twinProgram, 'group'], name: 'group commit' })
  await using each = await startCreel({ program: [twinProgram, 'transaction-each'], name: 'transaction each' })
  const load = { headers: plainHeaders, body: jsonBody(1_000), connections: 50, seconds: sliceSeconds }
  const measured = await runRounds([group, each], load, rounds)
  return [
    resultOf(
      { id: 'P4', what: 'group commit against a FULL transaction a request' },
      goal,
      pairedRatio(measured, group.name, each.name),
      [
        'both run from the sources; the twin differs in its writer alone.',
        describeSlices(measured, group.name),
        describeSlices(measured, each.name),
      ],
    ),
  ]
}
