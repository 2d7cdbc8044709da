import type { Goal } from '#test/bench/result.ts'
import type { ServerCommand } from '#test/bench/servers/server-process.ts'

/** Where a peer's program is, or why it is not there. */
export type Found = { program: string } | { missing: string }

/** A program that also takes requests and keeps them, none of which waits for the disk. */
export type Peer = {
  name: string
  goal: Goal
  /** Makes sure that it is there. */
  find: () => Promise<Found>
  /** How it is started in a folder of its own; `upstream` is a server that says yes. */
  command: (given: { program: string; folder: string; port: number; upstream: string }) => ServerCommand
  /** True for the line that tells that it runs. */
  isReady: (line: string) => boolean
  path: string
}

/** So many times as many requests a second. */
export const times = (floor: number, goal: number): Goal => ({ floor, goal, better: 'higher', unit: '×' })
