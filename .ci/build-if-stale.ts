import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRepository } from './repository.ts'
import { askProgram } from './run-program.ts'

const sources = [
  'src-main',
  'src-renderer',
  'src-shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
// The renderer is built last, and its page is written when all else is.
const builtLast = 'out/renderer/index.html'
const buildLimitMs = 300_000

/** The latest change below a path. A folder counts as well: its time tells of files that were removed. */
function newestChangeMs(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))))
}

/** True when a source is newer than the last build that succeeded. */
export function isStale(folder: string): boolean {
  const builtMs = statSync(join(folder, builtLast), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return sources.some((source) => newestChangeMs(join(folder, source)) > builtMs)
}

/** Builds into `out/` unless that is up to date. Answers the exit code of the build. */
export async function buildIfStale(): Promise<number> {
  if (!isStale(inRepository())) return 0
  console.log('Building Creel (some seconds; only after changes) …')
  const program = inRepository('node_modules/electron-vite/bin/electron-vite.js')
  const { code, output } = await askProgram(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    timeoutMs: buildLimitMs,
  })
  if (code !== 0) {
    console.error(output)
    console.error('The build failed; its messages stand above.')
    return code ?? 1
  }
  return 0
}
