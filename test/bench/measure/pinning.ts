import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** What is measured runs on one core, what measures on another. */
export type Core = 'server' | 'generator'

const numberOf: Record<Core, string> = { server: '0', generator: '1' }
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** A command held on one core, where the system can do that. */
export const pinned = (core: Core, command: string, args: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', numberOf[core], command, ...args]] : [command, [...args]]

/** Moves this process, and what it starts from now on, off the server's core. */
export const pinSelf = (): void => moveSelfTo(numberOf.generator)

/** Gives this process, and what it starts from now on, all cores again: a browser needs them. */
export const unpinSelf = (): void => moveSelfTo(`0-${availableParallelism() - 1}`)

function moveSelfTo(cores: string): void {
  if (canPin) execFileSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)], { stdio: 'ignore' })
}

export const pinningWords = canPin
  ? 'servers on core 0, load generator on core 1'
  : 'nothing is pinned to a core here: ratios are less certain'
