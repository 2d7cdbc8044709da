import { Agent } from 'undici'
import type { TlsPolicy } from '#shared/model/webhook.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import type { LookupAll } from './guarded-connect.ts'
import { createGuardedConnect } from './guarded-connect.ts'
import type { KeptConnections } from './kept-connections.ts'
import { createKeptConnections } from './kept-connections.ts'
import { tlsOptions } from './tls-options.ts'

const connectTimeoutMs = 10_000

// A person may change a policy often; whoever uses an old one has long ended when so many others came.
const keptPolicies = 100

/** The ways out under one TLS policy: a connection made under one is never used under another. */
export type Ways = {
  /** One connection a request: what a target does to one must not touch the next. */
  once: Agent
  kept: KeptConnections
}

/** The ways out, by TLS policy. */
export type Agents = { waysFor: (tls: TlsPolicy | undefined) => Ways; close: () => Promise<void> }

/** All connect to nothing that is refused. */
export function createAgents(refusalOf: RefusalOf, lookup?: LookupAll): Agents {
  const ways = new Map<string, Ways>()
  const forgetOldest = (): void => {
    const [oldest] = ways
    if (!oldest) return
    const [key, { once }] = oldest
    ways.delete(key)
    // What is under way still ends, and what is idle is closed before long.
    void once.close()
  }
  return {
    waysFor(tls) {
      const key = tls === undefined ? '' : JSON.stringify([tls.verifies, tls.minVersion, tls.authority])
      const known = ways.get(key)
      if (known) return known
      if (ways.size >= keptPolicies) forgetOldest()
      const options = { timeout: connectTimeoutMs, ...(tls && tlsOptions(tls)) }
      const connect = createGuardedConnect(refusalOf, options, lookup)
      const opened = { once: new Agent({ pipelining: 0, connect }), kept: createKeptConnections(connect) }
      ways.set(key, opened)
      return opened
    },
    close: async () => {
      await Promise.all([...ways.values()].flatMap(({ once, kept }) => [once.destroy(), kept.close()]))
    },
  }
}
