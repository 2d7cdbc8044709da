import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createProbeTunnel } from '#main/host/probe-tunnel.ts'

test('an answer that never ends is given up after its start', async () => {
  let hasLeft = false
  const server = createServer((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
    }
    response.on('drain', more)
    response.on('close', () => (hasLeft = true))
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const probe = createProbeTunnel(new Uint8Array(32))
  const { port } = server.address() as AddressInfo
  const result = await probe(`http://127.0.0.1:${port}`, new AbortController().signal)
  // Not “does not answer”, which is what its time-out would say.
  expect(result).toMatchObject({ kind: 'failed', problem: expect.stringContaining('answers 200') })
  await expect.poll(() => hasLeft, { timeout: 10_000 }).toBe(true)
})
