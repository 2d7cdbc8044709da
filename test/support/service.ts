import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import { createClient } from '#shared/contract/client.ts'
import type { Service, ServiceOptions, ServiceParts } from '#main/service.ts'
import { startService } from '#main/service.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { silentLog } from './log.ts'

/** A whole Creel on free ports, in a folder of its own that goes with it. */
export type RunningService = Service & {
  home: string
  call: Client
  /** The raw answer of the control listener, with the local token. */
  fetch: (path: string, init?: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }) => Promise<Response>
  [Symbol.asyncDispose]: () => Promise<void>
}

export async function runService(
  given: Partial<ServiceOptions> = {},
  parts?: Partial<ServiceParts>,
): Promise<RunningService> {
  const home = given.home ?? mkdtempSync(join(tmpdir(), 'creel-test-'))
  const service = await startService(
    {
      home,
      receiverPort: 0,
      controlPort: 0,
      rendererFolder: join(home, 'no-pages'),
      version: '0.0.0-test',
      log: silentLog,
      ...given,
    },
    { openDatabase, createWriter, ...parts },
  )
  const fetchControl = (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> =>
    fetch(`${service.controlUrl}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${service.token}`,
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...init.headers,
      },
    })
  return {
    ...service,
    home,
    fetch: fetchControl,
    call: createClient(async ({ method, path, body, headers = {} }) => {
      const response = await fetchControl(path, { method, headers, ...(body !== null && { body }) })
      return { status: response.status, body: await response.text() }
    }),
    async [Symbol.asyncDispose]() {
      await service.stop()
      if (given.home === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}
