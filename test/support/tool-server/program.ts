// A tool server as a program: a message a line on its standard streams.
import { createInterface } from 'node:readline'
import type { Asked } from './answers.ts'
import { reactTo } from './answers.ts'

// Some servers log to where they answer.
process.stdout.write('[INFO] our tools are ready\n')
createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line) as Asked
  const { kind, ...answer } = reactTo(asked)
  if (kind === 'answers') process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: asked.id, ...answer })}\n`)
  if (kind !== 'dies') return
  process.stderr.write('Out of patience\n')
  process.exit(3)
})
