import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findOnPath, findPackage } from '#test/bench/peers/find-peer.ts'
import type { Found } from '#test/bench/peers/peer.ts'
import { times } from '#test/bench/peers/peer.ts'
import type { Goal } from '#test/bench/result.ts'
import { freePort } from '#test/bench/servers/free-port.ts'
import type { ServerCommand } from '#test/bench/servers/server-process.ts'

/** A queue that people build deliveries on, with a store of its own. */
export type QueuePeer = {
  name: string
  goal: Goal
  findPackage: () => Promise<Found>
  program: string
  store: Store
}

/** A database server that is started for the bench, on the generator's core. */
export type Store = {
  find: () => Promise<Found>
  prepare: (given: { program: string; folder: string; port: number }) => ServerCommand
  isReady: (line: string) => boolean
  address: (port: number) => string
}

const redis: Store = {
  find: () => findOnPath('redis-server'),
  prepare({ program, folder, port }) {
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']
    const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...durable]
    return { command: program, args, core: 'generator' }
  },
  isReady: (line) => line.includes('Ready to accept connections'),
  address: (port) => `redis://127.0.0.1:${port}`,
}

const debianFolder = '/usr/lib/postgresql'

/** `initdb` stands beside the server; Debian has both in a folder off the PATH. */
async function findPostgres(): Promise<Found> {
  const found = await findOnPath('initdb')
  if ('program' in found) return found
  try {
    const [newest] = readdirSync(debianFolder).toSorted((a, b) => Number(b) - Number(a))
    if (newest !== undefined) return { program: join(debianFolder, newest, 'bin', 'initdb') }
  } catch {
    // It is told below that there is none.
  }
  return { missing: 'PostgreSQL is not installed.' }
}

const postgres: Store = {
  find: findPostgres,
  prepare({ program, folder, port }) {
    const user = userFor(folder)
    const data = join(folder, 'data')
    execFileSync(program, ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], { stdio: 'ignore', ...user })
    const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', '']
    return { command: join(dirname(program), 'postgres'), args, core: 'generator', ...(user && { user }) }
  },
  isReady: (line) => line.includes('ready to accept connections'),
  address: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
}

// PostgreSQL refuses to run as root.
function userFor(folder: string): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (option: string): number => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  const user = { uid: idOf('-u'), gid: idOf('-g') }
  chownSync(folder, user.uid, user.gid)
  return user
}

/** Starts a store in a folder of its own; answers its address. */
export async function prepareStore(
  store: Store,
  resources: AsyncDisposableStack,
): Promise<{ missing: string } | { command: ServerCommand; address: string }> {
  const found = await store.find()
  if ('missing' in found) return found
  const folder = mkdtempSync(join(tmpdir(), 'creel-bench-store-'))
  resources.defer(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  return { command: store.prepare({ program: found.program, folder, port }), address: store.address(port) }
}

const programOf = (name: string): string => join(import.meta.dirname, `${name}-main.ts`)

export const queuePeers = {
  bullmq: {
    name: 'BullMQ',
    goal: times(1.5, 2.5),
    findPackage: () => findPackage('bullmq@6.7.0', 'bullmq/package.json', ['ioredis@6.0.0']),
    program: programOf('bullmq'),
    store: redis,
  },
  pgBoss: {
    name: 'pg-boss',
    goal: times(1.2, 2),
    findPackage: () => findPackage('pg-boss@12.38.0', 'pg-boss/package.json'),
    program: programOf('pg-boss'),
    store: postgres,
  },
  graphileWorker: {
    name: 'graphile-worker',
    goal: times(1.3, 2),
    findPackage: () => findPackage('graphile-worker@0.18.0', 'graphile-worker/package.json'),
    program: programOf('graphile-worker'),
    store: postgres,
  },
} satisfies Record<string, QueuePeer>
