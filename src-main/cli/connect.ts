import type { ControlFile } from '#main/connect/control-file.ts'
import { requireRunning } from '#main/connect/find-running.ts'
import { createHttpTransport } from '#main/connect/http-transport.ts'
import { createClient } from '#shared/contract/client.ts'
import type { Client } from '#shared/contract/client.ts'

/** The running Creel of a data folder and a client for it. Throws `not-running`. */
export async function connect(home: string): Promise<{ address: ControlFile; client: Client }> {
  const address = await requireRunning(home)
  return { address, client: createClient(createHttpTransport(address)) }
}
