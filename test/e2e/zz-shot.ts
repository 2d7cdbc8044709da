import { chromium } from '@playwright/test'
import { startCreel } from '/work/wt/lead/test/e2e/support/creel.ts'
import { screens } from '/work/wt/lead/test/e2e/support/screens.ts'
const [, , to, from, until, theme = 'dark', w = '1440'] = process.argv
await using browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
await using creel = await startCreel({})
await using context = await browser.newContext({
  viewport: { width: Number(w), height: w === '1440' ? 900 : 700 },
  colorScheme: theme as any,
  reducedMotion: 'reduce',
})
context.setDefaultTimeout(30000)
const page = await context.newPage()
page.on('console', (m) => console.log(m.type(), m.text()))
await page.goto(await creel.enter())
const names = screens.map((s) => s.name)
const a = names.indexOf(from!),
  b = names.indexOf(until!)
for (const s of [
  ...screens.slice(0, 1),
  ...screens.filter((x) => x.name === 'filled' || x.name === 'inspect'),
  ...screens.slice(a, b + 1),
]) {
  await s.show(page, creel)
  await page.waitForTimeout(Number(process.env.WAIT ?? 300))
  await page.screenshot({ path: `${to}/${s.name}.png` })
  await s.leave?.(page, creel)
  console.log(s.name)
}
process.exit(0)
