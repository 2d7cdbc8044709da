// Draws resources/tray/*.png from the symbols of resources/tray.svg: `node .ci/draw-tray-images.ts`, after a change there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { findBrowser } from './find-browser.ts'
import { inRepository } from './repository.ts'

type Drawing = { file: string; symbol: string; colour: string; size: number }

const states = { listening: 'tray-idle', new: 'tray-new', paused: 'tray-paused', attention: 'tray-attention' }

const drawings: Drawing[] = Object.entries(states).flatMap(([state, symbol]) => [
  // macOS tints templates, so they have no colour; the badge is coloured elsewhere only.
  { file: `${state}Template.png`, symbol, colour: '#000', size: 18 },
  { file: `${state}Template@2x.png`, symbol, colour: '#000', size: 36 },
  ...(['light', 'dark'] as const).flatMap((panel) => {
    const look = {
      symbol: state === 'new' ? 'tray-new-colour' : symbol,
      colour: panel === 'light' ? '#1d2329' : '#fff',
    }
    return [
      { ...look, file: `${state}-on-${panel}.png`, size: 24 },
      { ...look, file: `${state}-on-${panel}@2x.png`, size: 48 },
    ]
  }),
])

const sheet = readFileSync(inRepository('resources/tray.svg'), 'utf8')
const symbols = [...sheet.matchAll(/<symbol[\s\S]*?<\/symbol>/g)].join('')

async function draw(page: Page, { symbol, colour, size }: Drawing): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0"><svg width="${size}" height="${size}" style="display:block;color:${colour}">` +
      `${symbols}<use href="#${symbol}"/></svg></body>`,
  )
  return page.screenshot({ omitBackground: true })
}

const folder = inRepository('resources/tray')
mkdirSync(folder, { recursive: true })
const executablePath = (await findBrowser()) ?? undefined
await using browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
for (const drawing of drawings) writeFileSync(join(folder, drawing.file), await draw(page, drawing))
