/** A way to make the receiver public. A driver is told where to lead and makes no decision of its own. */
export type TunnelDriver = {
  name: string
  /** What a person should know before using it. */
  notice: string
  /** Opens a tunnel to a port of this computer. Rejects in words when it cannot; `signal` leaves nothing behind. */
  open: (options: OpenOptions) => Promise<OpenTunnel>
}

export type OpenOptions = {
  localPort: number
  /** The name of the last tunnel, to be asked for again. */
  wanted: string | null
  signal: AbortSignal
}

/** A tunnel that is open. */
export type OpenTunnel = {
  url: string
  name: string
  /** Resolves, with the reason, when the tunnel is lost or closed. */
  lost: Promise<string>
  close: () => Promise<void>
}

/** Asks the receiver for a sign of life through the public URL. */
export type ProbeTunnel = (url: string, signal: AbortSignal) => Promise<ProbeResult>

export type ProbeResult = { kind: 'proven'; latencyMs: number } | { kind: 'failed'; problem: string }
