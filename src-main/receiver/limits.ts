/** What the receiver takes. The time-outs keep slow senders from holding sockets (`requestTimeout` has no default in Fastify). */
export type ReceiverLimits = {
  bodyBytes: number
  /** Bodies being read, all together. */
  bytesInFlight: number
  headerBytes: number
  headers: number
  targetLength: number
  sockets: number
  headersTimeoutMs: number
  requestTimeoutMs: number
  keepAliveTimeoutMs: number
  /** Nothing goes in or out: a sender that does not read its answer. Longer than any answer may be delayed. */
  stalledTimeoutMs: number
}

export const defaultLimits: ReceiverLimits = {
  bodyBytes: 10_000_000,
  bytesInFlight: 256_000_000,
  headerBytes: 16_384,
  headers: 200,
  targetLength: 8_192,
  sockets: 1_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  keepAliveTimeoutMs: 5_000,
  stalledTimeoutMs: 65_000,
}
