import { z } from 'zod'
import { TunnelId } from './id.ts'
import { Timestamp } from './time.ts'

/** The ways to make the receiver public. */
export const TunnelDriverName = z.enum(['localtunnel'])
export type TunnelDriverName = z.infer<typeof TunnelDriverName>

/**
 * How public the receiver is. `public` is said only while probes through the public URL come back; `unreachable` has a
 * URL that does not lead here, or not now.
 */
export const TunnelState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connecting'),
    since: Timestamp,
    attempts: z.int(),
    problem: z.string().nullable().describe('Why the last attempt failed.'),
  }),
  z.object({
    kind: z.literal('public'),
    url: z.url(),
    since: Timestamp,
    provenAt: Timestamp.describe('When a probe came back last.'),
    latencyMs: z.number(),
  }),
  z.object({ kind: z.literal('unreachable'), url: z.url(), since: Timestamp, problem: z.string() }),
])
export type TunnelState = z.infer<typeof TunnelState>

/** What makes the receiver public, from its start to its stop. */
export const Tunnel = z.object({
  id: TunnelId,
  driver: TunnelDriverName,
  notice: z.string().describe('What one should know before using this driver.'),
  state: TunnelState,
})
export type Tunnel = z.infer<typeof Tunnel>

/** A public address that the receiver had; `endedAt` is null while it is in use. */
export const PublicAddress = z.object({
  url: z.url(),
  driver: TunnelDriverName,
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type PublicAddress = z.infer<typeof PublicAddress>

/**
 * The public address is another one than senders know, until somebody takes note of it (`tunnels.acknowledge`).
 * Sources that got requests since `usedFrom` may have senders that know the old one.
 */
export const AddressChange = z.object({ from: z.url(), to: z.url(), usedFrom: Timestamp, changedAt: Timestamp })
export type AddressChange = z.infer<typeof AddressChange>
