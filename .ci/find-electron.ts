import { existsSync, readFileSync } from 'node:fs'
import { inRepository } from './repository.ts'
import { askProgram } from './run-program.ts'

const fetchLimitMs = 20_000

/** The Electron to open a window with, or a sentence that says why there is none. */
export type FoundElectron = { path: string } | { missing: string }

/** Why no window can be opened here, whatever is installed; null when one can. */
export function whyNoWindow(machine: {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  userId: number | null
}): string | null {
  if (machine.platform === 'darwin' || machine.platform === 'win32') return null
  if (!machine.env['DISPLAY'] && !machine.env['WAYLAND_DISPLAY']) return 'there is no display here.'
  if (machine.userId === 0) return 'Electron does not open windows for root.'
  return null
}

/** Electron's program, where it has been installed. */
export function installedElectron(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const nameFile = inRepository('node_modules/electron/path.txt')
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : 'electron'
  const path = override === undefined ? inRepository('node_modules/electron/dist', name) : `${override}/${name}`
  return existsSync(path) ? path : null
}

async function fetchElectron(): Promise<string | null> {
  console.log(`Fetching Electron, once; at most ${fetchLimitMs / 1000} seconds …`)
  await askProgram(process.execPath, [inRepository('node_modules/electron/install.js')], { timeoutMs: fetchLimitMs })
  return installedElectron()
}

/** Why nothing that needs Electron's binary can be run here, without fetching it; null when it can. */
export function whyNoElectron(): string | null {
  const machine = { platform: process.platform, env: process.env, userId: process.getuid?.() ?? null }
  return installedElectron() === null ? 'its binary is not installed' : whyNoWindow(machine)
}

/** Finds Electron's program, fetches it where that is possible, and makes sure that it starts. */
export async function findElectron(): Promise<FoundElectron> {
  const reason = whyNoWindow({
    platform: process.platform,
    env: process.env,
    userId: process.getuid?.() ?? null,
  })
  if (reason !== null) return { missing: reason }
  const path = installedElectron() ?? (await fetchElectron())
  if (path === null) {
    return { missing: 'Electron could not be fetched in time (`npx install-electron` fetches it without a limit).' }
  }
  // A system without Electron's libraries has the file but cannot run it.
  const { code, output } = await askProgram(path, ['--version'], { timeoutMs: 15_000 })
  return code === 0 ? { path } : { missing: `Electron does not start (${output.trim().split('\n')[0]}).` }
}
