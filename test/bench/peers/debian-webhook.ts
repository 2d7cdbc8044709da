import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath } from './find-peer.ts'
import type { Peer } from './peer.ts'
import { times } from './peer.ts'

/** Debian's webhook: a script for each request, which appends the body to a file. */
export const debianWebhook: Peer = {
  name: 'Debian webhook with script',
  goal: times(6, 10),
  find: () => findOnPath('webhook'),
  command({ program, folder, port }) {
    const script = join(folder, 'append.sh')
    writeFileSync(script, `#!/bin/sh\nprintf '%s\\n' "$1" >> ${join(folder, 'requests.log')}\n`, { mode: 0o755 })
    const hook = {
      id: 'in',
      'execute-command': script,
      'include-command-output-in-response': true,
      'pass-arguments-to-command': [{ source: 'entire-payload' }],
    }
    writeFileSync(join(folder, 'hooks.json'), JSON.stringify([hook]))
    const args = ['-hooks', join(folder, 'hooks.json'), '-ip', '127.0.0.1', '-port', String(port), '-verbose']
    return { command: program, args }
  },
  isReady: (line) => line.includes('serving hooks on'),
  path: '/hooks/in',
}
