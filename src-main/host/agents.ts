import { Agent } from 'undici'
import type { TlsPolicy } from '#shared/model/webhook.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import type { LookupAll } from './guarded-connect.ts'
import { createGuardedConnect } from './guarded-connect.ts'
import { tlsOptions } from './tls-options.ts'

const connectTimeoutMs = 10_000

// A person may change a policy often; whoever uses an old one has long ended when so many others came.
const keptAgents = 100

/** The agents of undici, one for each TLS policy: a connection made under one is never used under another. */
export type Agents = { agentFor: (tls: TlsPolicy | undefined) => Agent; close: () => Promise<void> }

/** All connect to nothing that is refused. */
export function createAgents(refusalOf: RefusalOf, lookup?: LookupAll): Agents {
  const agents = new Map<string, Agent>()
  const forgetOldest = (): void => {
    const [oldest] = agents
    if (!oldest) return
    agents.delete(oldest[0])
    // What is under way still ends.
    void oldest[1].close()
  }
  return {
    agentFor(tls) {
      const key = tls === undefined ? '' : JSON.stringify([tls.verifies, tls.minVersion, tls.authority])
      const known = agents.get(key)
      if (known) return known
      if (agents.size >= keptAgents) forgetOldest()
      const options = { timeout: connectTimeoutMs, ...(tls && tlsOptions(tls)) }
      // One connection a request: what a target does to one must not touch the next, and times can be told apart.
      const agent = new Agent({ pipelining: 0, connect: createGuardedConnect(refusalOf, options, lookup) })
      agents.set(key, agent)
      return agent
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    },
  }
}
