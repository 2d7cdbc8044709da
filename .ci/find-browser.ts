import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { askProgram, runProgram } from './run-program.ts'

const systemBrowsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

// Ubuntu's chromium-browser may be a script that only names a snap: what counts is whether it runs.
const runs = async (browser: string): Promise<boolean> =>
  (await askProgram(browser, ['--version'], { timeoutMs: 20_000 })).code === 0

async function findSystemBrowser(): Promise<string | null> {
  for (const browser of systemBrowsers) {
    if (!(await runs(browser))) continue
    if (existsSync(browser)) return browser
    const { output } = await askProgram('which', [browser], { timeoutMs: 5000 })
    return output.trim()
  }
  return null
}

async function installDebianChromium(): Promise<string | null> {
  const mayInstall = process.env['CI'] === 'true' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return null
  console.log('Installing Debian’s chromium for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['update', '-qq'], { env })
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  return findSystemBrowser()
}

/** The Chromium that the browser tests run in: named, the system's, Playwright's own, or one installed now; else null. */
export async function findBrowser(): Promise<string | null> {
  const named = process.env['CREEL_TEST_BROWSER']
  if (named !== undefined) return named
  const system = await findSystemBrowser()
  if (system !== null) return system
  const own = chromium.executablePath()
  return existsSync(own) ? own : installDebianChromium()
}
