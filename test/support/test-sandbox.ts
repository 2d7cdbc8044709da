import { createSandbox } from '#main/host/sandbox/sandbox.ts'
import type { SandboxOptions } from '#main/host/sandbox/sandbox.ts'

/** The real sandbox, and why it lost threads so far. */
export function testSandbox(limits?: SandboxOptions['limits']) {
  const lost: string[] = []
  const workerFile = new URL('../../src-main/host/sandbox/sandbox-worker.ts', import.meta.url)
  const sandbox = createSandbox({ workerFile, lost: (reason) => lost.push(reason), ...(limits && { limits }) })
  return { ...sandbox, lost, [Symbol.asyncDispose]: sandbox.close }
}
