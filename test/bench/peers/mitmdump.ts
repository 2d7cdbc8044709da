import { join } from 'node:path'
import { findOnPath } from './find-peer.ts'
import type { Peer } from './peer.ts'
import { times } from './peer.ts'

/** mitmdump, which writes each flow to a file; what it stands before is bare Fastify. */
export const mitmdump: Peer = {
  name: 'mitmdump -w',
  goal: times(12, 20),
  find: () => findOnPath('mitmdump'),
  command: ({ program, folder, port, upstream }) => ({
    command: program,
    args: [
      `--mode=reverse:${new URL(upstream).origin}`,
      '--listen-host=127.0.0.1',
      `--listen-port=${port}`,
      `--save-stream-file=${join(folder, 'flows')}`,
      '--set',
      `confdir=${folder}`,
    ],
    env: { PYTHONUNBUFFERED: '1' },
  }),
  isReady: (line) => line.includes('listening at'),
  path: '/in',
}
