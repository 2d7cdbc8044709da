import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage } from './find-peer.ts'
import type { Peer } from './peer.ts'
import { times } from './peer.ts'

const routeId = '00000000-0000-4000-8000-000000000002'
const route = {
  uuid: routeId,
  type: 'http',
  method: 'post',
  endpoint: 'in',
  responses: [
    {
      uuid: '00000000-0000-4000-8000-000000000003',
      body: 'ok',
      latency: 0,
      statusCode: 200,
      label: '',
      headers: [],
      bodyType: 'INLINE',
      default: true,
    },
  ],
}

const environmentOf = (port: number) => ({
  uuid: '00000000-0000-4000-8000-000000000001',
  lastMigration: 33,
  name: 'bench',
  port,
  hostname: '127.0.0.1',
  routes: [route],
  rootChildren: [{ type: 'route', uuid: routeId }],
})

/** Mockoon's command line with its log of transactions. */
export const mockoon: Peer = {
  name: 'Mockoon with log',
  goal: times(4, 6),
  find: () => findPackage('@mockoon/cli@9.9.0', '@mockoon/cli/bin/run.js'),
  command({ program, folder, port }) {
    const file = join(folder, 'environment.json')
    writeFileSync(file, JSON.stringify(environmentOf(port)))
    const args = [program, 'start', '--data', file, '--log-transaction', '--repair']
    return { command: process.execPath, args, env: { HOME: folder } }
  },
  isReady: (line) => /server started/i.test(line),
  path: '/in',
}
