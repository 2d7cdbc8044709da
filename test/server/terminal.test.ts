import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'

const terminal = import.meta.resolve('#main/server/terminal.ts')
const bytes = 3_000_000

test('a reader that takes its time gets all that was written before the process ends', async () => {
  const code = `
    const { endSoon, processTerminal } = await import(${JSON.stringify(terminal)})
    setInterval(() => {}, 1000)
    processTerminal().write('x'.repeat(${bytes}))
    endSoon(3)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  await once(child.stdout, 'readable')
  await pause(300)
  let read = 0
  child.stdout.on('data', (chunk: Buffer) => (read += chunk.length))
  expect(await closed).toEqual([3, null])
  expect(read).toBe(bytes)
})
