import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage } from './find-peer.ts'
import type { Peer } from './peer.ts'
import { times } from './peer.ts'

// An id that is also a value somewhere would be taken for a reference.
const flowsOf = (file: string) => [
  { id: 'node-tab', type: 'tab', label: 'bench' },
  { id: 'node-in', type: 'http in', z: 'node-tab', url: '/in', method: 'post', wires: [['node-file']] },
  {
    id: 'node-file',
    type: 'file',
    z: 'node-tab',
    filename: file,
    filenameType: 'str',
    appendNewline: true,
    overwriteFile: 'false',
    wires: [['node-out']],
  },
  { id: 'node-out', type: 'http response', z: 'node-tab', statusCode: '200', wires: [] },
]

/** Node-RED: a flow that appends each body to a file and then answers. */
export const nodeRed: Peer = {
  name: 'Node-RED to file',
  goal: times(3, 4),
  find: () => findPackage('node-red@5.0.7', 'node-red/red.js'),
  command({ program, folder, port }) {
    const flows = join(folder, 'flows.json')
    writeFileSync(flows, JSON.stringify(flowsOf(join(folder, 'requests.log'))))
    return { command: process.execPath, args: [program, '--userDir', folder, '--port', String(port), flows] }
  },
  isReady: (line) => line.includes('Started flows'),
  path: '/in',
}
