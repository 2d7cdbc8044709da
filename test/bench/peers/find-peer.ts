import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inRepository } from '#ci/repository.ts'
import { askProgram } from '#ci/run-program.ts'
import type { Found } from './peer.ts'

const installWithinMs = 300_000

/** Installs a package, and what it needs beside it, into a cache of the bench, once, without scripts; answers where one of its files is. */
export async function findPackage(spec: string, file: string, beside: readonly string[] = []): Promise<Found> {
  const folder = inRepository('node_modules', '.cache', 'creel-bench-peers', spec.replaceAll(/[^\w.-]/g, '_'))
  const program = join(folder, 'node_modules', file)
  if (existsSync(program)) return { program }
  mkdirSync(folder, { recursive: true })
  console.log(`Installing ${spec} (kept for the next time) …`)
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', spec, ...beside]
  const { output } = await askProgram('npm', args, { timeoutMs: installWithinMs })
  if (existsSync(program)) return { program }
  return { missing: `${spec} could not be installed (${output.trim().split('\n').at(-1) ?? ''}).` }
}

/** A program of the system. */
export async function findOnPath(program: string): Promise<Found> {
  const { code, output } = await askProgram('which', [program], { timeoutMs: 5_000 })
  return code === 0 ? { program: output.trim() } : { missing: `${program} is not on the PATH.` }
}
