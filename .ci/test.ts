import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build-if-stale.ts'
import { findBrowser } from './find-browser.ts'
import { inRepository } from './repository.ts'
import { askProgram, runProgram } from './run-program.ts'
import type { PlaywrightReport, Totals, VitestReport } from './totals.ts'
import { exitCodeOf, noTotals, sumTotals, totalsLine, totalsOfPlaywright, totalsOfVitest } from './totals.ts'

type Run = { totals: Totals; code: number }

const vitest = inRepository('node_modules/vitest/vitest.mjs')
const playwright = inRepository('node_modules/@playwright/test/cli.js')
const browserTests = [playwright, 'test', '-c', 'test/e2e/playwright.config.ts', '--pass-with-no-tests']

function read<Report>(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  }
}

async function runVitest(folder: string): Promise<Run> {
  const file = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runProgram(process.execPath, [vitest, 'run', '-c', 'test/vitest.config.ts', ...reporters])
  const report = read<VitestReport>(file)
  return report ? { totals: totalsOfVitest(report), code } : { totals: noTotals, code: code || 1 }
}

async function runInBrowser(folder: string, browser: string): Promise<Run> {
  const file = join(folder, 'playwright.json')
  const env = { ...process.env, CREEL_TEST_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const code = await runProgram(process.execPath, [...browserTests, '--reporter=list,json'], { env })
  const report = read<PlaywrightReport>(file)
  return report ? { totals: totalsOfPlaywright(report), code } : { totals: noTotals, code: code || 1 }
}

async function skipBrowserTests(): Promise<Run> {
  const { code, output } = await askProgram(process.execPath, [...browserTests, '--list', '--reporter=list'], {
    timeoutMs: 60_000,
  })
  const skipped = Number(/^Total: (\d+) tests?/m.exec(output)?.[1] ?? 0)
  if (code !== 0) console.error(output)
  console.log(
    `${skipped} browser tests are skipped: no Chromium was found (install one, or name it in CREEL_TEST_BROWSER).`,
  )
  return { totals: { ...noTotals, skipped }, code: code ?? 1 }
}

async function runAll(folder: string): Promise<Run[]> {
  const buildCode = await buildIfStale()
  if (buildCode !== 0) return [{ totals: noTotals, code: buildCode }]
  const unit = await runVitest(folder)
  const browser = await findBrowser()
  return [unit, browser === null ? await skipBrowserTests() : await runInBrowser(folder, browser)]
}

const folder = mkdtempSync(join(tmpdir(), 'creel-test-'))
const runs = await runAll(folder)
rmSync(folder, { recursive: true, force: true })
const totals = sumTotals(runs.map((run) => run.totals))
console.log(`\n${totalsLine(totals)}`)
process.exitCode = exitCodeOf(
  totals,
  runs.map((run) => run.code),
)
