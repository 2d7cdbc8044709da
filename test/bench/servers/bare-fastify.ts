import { join } from 'node:path'
import type { Contender } from '#test/bench/measure/run-rounds.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'

export const bareFastifyName = 'bare Fastify'

export async function startBareFastify(): Promise<Contender & ServerProcess> {
  const args = [join(import.meta.dirname, 'bare-fastify-main.ts')]
  const server = await startServer({ command: process.execPath, args, env: { NODE_ENV: 'production' } })
  return { ...server, name: bareFastifyName, url: server.firstLine }
}
