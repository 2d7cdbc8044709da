import { buildIfStale } from './build-if-stale.ts'
import { findElectron } from './find-electron.ts'
import { inRepository } from './repository.ts'
import { runProgram } from './run-program.ts'

const args = process.argv.slice(2)
const shellArgs = args.filter((arg) => arg !== '--headless')

async function start(): Promise<number> {
  const buildCode = await buildIfStale()
  if (buildCode !== 0) return buildCode
  const electron = args.includes('--headless') ? { missing: null } : await findElectron()
  if ('path' in electron) return runProgram(electron.path, ['.', ...shellArgs])
  if (electron.missing !== null) console.log(`No desktop window: ${electron.missing} Creel runs headless instead.`)
  return runProgram(process.execPath, [inRepository('out/main/server.js'), ...shellArgs])
}

process.exitCode = await start()
