import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildIfStale } from '#ci/build-if-stale.ts'
import { entries } from './entries/entries.ts'
import { generatorWords } from './measure/load.ts'
import { pinningWords } from './measure/pinning.ts'
import { tableOf } from './print-table.ts'
import type { Result } from './result.ts'

const usage = `npm run bench -- [${Object.keys(entries).join('|')}]… [--rounds 7] [--seconds 2] [--json <file>]`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seconds: { type: 'string' }, json: { type: 'string' } },
})
const chosen = positionals.length > 0 ? positionals : Object.keys(entries)
const unknown = chosen.filter((id) => !entries[id])
const rounds = Number(values.rounds ?? 7)
const sliceSeconds = Number(values.seconds ?? 2)
// wrk takes whole seconds only.
const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0

async function runBench(): Promise<number> {
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(', ')}. ${usage}`)
    return 2
  }
  if (!isWhole(rounds) || !isWhole(sliceSeconds)) {
    console.error(`--rounds and --seconds must be whole numbers, 1 or more. ${usage}`)
    return 2
  }
  const buildCode = await buildIfStale()
  if (buildCode !== 0) return buildCode
  console.log(`Load: ${generatorWords}; ${pinningWords}. Ratios are of the same round; figures are medians.`)
  const results: Result[] = []
  for (const id of chosen) {
    const measured = await entries[id]?.({ rounds, sliceSeconds })
    results.push(...(measured ?? []))
    console.log(`\n${tableOf(measured ?? [])}`)
  }
  if (chosen.length > 1) console.log(`\n${tableOf(results)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  return results.some(({ verdict }) => verdict === 'short') ? 1 : 0
}

process.exitCode = await runBench()
