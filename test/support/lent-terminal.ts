import type { Terminal } from '#main/server/terminal.ts'

/** A terminal whose output a test can read. */
export function lentTerminal(changes: Partial<Terminal> = {}) {
  const written: Uint8Array[] = []
  let complaint = ''
  const terminal: Terminal = {
    environment: {},
    write: (output) => void written.push(Buffer.from(output)),
    complain: (text) => void (complaint += text),
    input: { isInteractive: false, read: async () => '' },
    isInteractive: false,
    columns: null,
    ...changes,
  }
  return {
    terminal,
    bytes: () => Buffer.concat(written),
    output: () => Buffer.concat(written).toString('utf8'),
    complaint: () => complaint,
  }
}
