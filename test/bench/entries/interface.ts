import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { findBrowser } from '#ci/find-browser.ts'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { seededHome } from '#test/bench/data/seeded-home.ts'
import { unpinSelf } from '#test/bench/measure/pinning.ts'
import { firstRowMs, listSelector, paintedAtMs, rowSelector, scrollFramesMs } from '#test/bench/measure/page-probes.ts'
import type { Goal } from '#test/bench/result.ts'
import { resultOf, skipped } from '#test/bench/result.ts'
import type { RunningCreel } from '#test/bench/servers/creel.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import { median, quantile } from '#test/bench/statistics.ts'

const goals = {
  'first render with 100 k stored': { floor: 300, goal: 100, better: 'lower', unit: 'ms' },
  'scroll frame, p95': { floor: 25, goal: 17, better: 'lower', unit: 'ms' },
  'curl to row': { floor: 300, goal: 100, better: 'lower', unit: 'ms' },
} as const satisfies Record<string, Goal>
type Name = keyof typeof goals

const curls = 20
const scrollSeconds = 2
const run = promisify(execFile)

/** The interface in a real browser, on the built server with 100,000 stored requests. */
export const interfaceEntry: BenchEntry = async ({ rounds }) => {
  const executablePath = await findBrowser()
  if (executablePath === null) return (Object.keys(goals) as Name[]).map((name) => skip(name))
  await using creel = await startCreel({ home: await seededHome(100_000) })
  unpinSelf()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
  try {
    return await measureIn(browser, creel, rounds)
  } finally {
    await browser.close()
  }
}

async function measureIn(browser: Browser, creel: RunningCreel, rounds: number) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(creel.enterUrl)
  await page.waitForSelector(rowSelector)
  const rendersMs: number[] = []
  for (let round = 0; round < rounds; round += 1) rendersMs.push(await renderMs(context, creel))
  const arrivalsMs: number[] = []
  for (let index = 0; index < curls; index += 1) arrivalsMs.push(await arrivalMs(page, creel, index))
  const framesMs: number[][] = []
  for (let round = 0; round < rounds; round += 1) framesMs.push(await scroll(page))
  const nodes = await page.locator(rowSelector).count()
  return [
    measured('first render with 100 k stored', median(rendersMs), [
      `from navigation to the first painted row, a new page ${rounds} times; the pages come from the running server.`,
    ]),
    measured('scroll frame, p95', median(framesMs.map((frames) => quantile(frames, 0.95))), [
      `${rounds} × ${scrollSeconds} s down the list as its pages load, software rendering; ${nodes} row nodes at the end.`,
    ]),
    measured('curl to row', median(arrivalsMs), [
      `median of ${curls}, from the start of curl to the painted row; slowest ${Math.max(...arrivalsMs).toFixed(0)} ms.`,
    ]),
  ]
}

async function renderMs(context: BrowserContext, { controlUrl }: RunningCreel): Promise<number> {
  const page = await context.newPage()
  await page.goto(`${controlUrl}/`, { waitUntil: 'commit' })
  const tookMs = await page.evaluate(firstRowMs, rowSelector)
  await page.close()
  return tookMs
}

async function scroll(page: Page): Promise<number[]> {
  await page.locator(listSelector).evaluate((list) => list.scrollTo(0, 0))
  return page.evaluate(scrollFramesMs, { selector: rowSelector, seconds: scrollSeconds })
}

async function arrivalMs(page: Page, { url }: RunningCreel, index: number): Promise<number> {
  // Rows of earlier runs are still in the list.
  const text = `bench.${Date.now()}.${index}`
  const painted = page.evaluate(paintedAtMs, { selector: rowSelector, text })
  const startedAt = Date.now()
  await run('curl', ['-s', '-o', '/dev/null', '-H', 'Content-Type: application/json', '-d', `{"type":"${text}"}`, url])
  return (await painted) - startedAt
}

const measured = (name: Name, value: number, notes: string[]) =>
  resultOf({ id: 'P15', what: `interface: ${name}` }, goals[name], value, notes)

const skip = (name: Name) => skipped({ id: 'P15', what: `interface: ${name}` }, goals[name], 'no Chromium was found.')
