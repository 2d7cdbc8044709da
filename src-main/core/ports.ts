import type { ConnectivityStep } from '#shared/model/connectivity.ts'
import type { JsonValue } from '#shared/model/event.ts'
import type { Tool, ToolResult } from '#shared/model/tool-server.ts'
import type { TlsPolicy } from '#shared/model/webhook.ts'
import type { TunnelDriverName } from '#shared/model/tunnel.ts'
import type { EgressMode } from '#shared/rules/egress.ts'
import type { RunInSandbox } from './sandbox/sandbox.ts'
import type { RefusalOf } from './security/egress-policy.ts'
import type { ProbeTunnel, TunnelDriver } from './tunnels/tunnel-driver.ts'

/** What a shell lends to the core, so that time, chance and the outside world can be other ones in a test. */

/** The wall clock, in milliseconds since 1970, and timers that follow it. */
export type Clock = {
  now: () => number
  /** Milliseconds that only grow, with fractions: for measuring how long something took. */
  tick: () => number
  /** Calls back once after `delayMs`; the result cancels it. */
  after: (delayMs: number, callback: () => void) => () => void
}

/** Unpredictable bytes. */
export type Random = (count: number) => Uint8Array

/** Keeps secrets unreadable on disk. */
export type SecretVault = {
  seal: (secret: string) => Uint8Array
  open: (sealed: Uint8Array) => string
}

/** Structured events with ids; never a secret, never a body. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (event: string, fields?: Record<string, unknown>) => void>

/** What is sent out: exact header pairs, exact bytes. */
export type OutgoingRequest = {
  method: string
  url: string
  /** Sent in this order and case; `host` and framing are set by the sender. */
  headers: ReadonlyArray<readonly [string, string]>
  body: Uint8Array
}

/**
 * How long each step took, in milliseconds; null where it did not come to it or a connection was reused. `firstByteMs` and
 * `totalMs` count from the start.
 */
export type OutgoingTiming = {
  dnsMs?: number | null
  connectMs: number | null
  tlsMs?: number | null
  firstByteMs: number | null
  totalMs: number
}

/** What came back, the body cut after `keepBytes`. */
export type OutgoingResult =
  | {
      kind: 'answered'
      status: number
      headers: ReadonlyArray<readonly [string, string]>
      body: Uint8Array
      bodyBytes: number
      timing: OutgoingTiming
    }
  | {
      kind: 'failed'
      code: string
      message: string
      timing: OutgoingTiming
    }

/** Sends one request and follows no redirect. Never throws. */
export type SendRequest = (
  request: OutgoingRequest,
  options: {
    timeoutMs: number
    keepBytes: number
    signal: AbortSignal
    /** After the time-out the answer is waited for so long more; `arrived` is told of it, though the result was given. */
    late?: { lingerMs: number; arrived: (answer: OutgoingResult & { kind: 'answered' }) => void }
    /** The body goes out in pieces over so long. */
    slowMs?: number
    /** What TLS of an https target must be like; left out: as is usual. */
    tls?: TlsPolicy
    /**
     * May go over a connection that another request left open, and leaves it open. Where the target closes that one
     * before it answers, the request is sent again over a new one: left out where that may not be.
     */
    keepsAlive?: boolean
  },
) => Promise<OutgoingResult>

/** Tells whether anything listens where a URL leads. Sends nothing. */
export type IsListening = (url: string, signal: AbortSignal) => Promise<boolean>

/** What was found on the way to a target; after a step that failed there is no other. */
export type CheckedTarget = { steps: ConnectivityStep[]; certificateEndsAt: number | null }

/** Looks at the way to a target, up to its certificate. Sends no request. Never throws. */
export type CheckTarget = (
  url: string,
  options: { timeoutMs: number; tls: TlsPolicy; signal: AbortSignal },
) => Promise<CheckedTarget>

/** What a program left behind; `failed`: it could not be started. */
export type ProgramResult =
  | {
      kind: 'ended'
      exitCode: number | null
      signal: string | null
      output: Uint8Array
      outputBytes: number
      tookMs: number
    }
  | { kind: 'failed'; message: string }

/** Runs a program of this computer, never through a shell, and ends it after the time-out. Never throws. */
export type RunProgram = (
  program: { path: string; arguments: readonly string[]; input: string },
  options: { timeoutMs: number; keepBytes: number; signal: AbortSignal },
) => Promise<ProgramResult>

/** Where a tool server is, with its secrets. */
export type ToolServerAddress =
  | {
      kind: 'command'
      path: string
      arguments: readonly string[]
      folder: string | null
      environment: Readonly<Record<string, string>>
    }
  | { kind: 'http'; url: string; headers: ReadonlyArray<readonly [string, string]> }

/** What a tool server answers; `failed`: it could not be spoken with, or says that the question was wrong. */
export type ToolAnswer<Value> = { kind: 'answered'; value: Value } | { kind: 'failed'; message: string }

/**
 * Speaks with servers by the Model Context Protocol. Each question starts a program or opens a session of its own, and
 * ends it after the answer, after the time-out, or when the signal says so. Never throws.
 */
export type ToolClient = {
  /** All tools that a server has. */
  list: (server: ToolServerAddress, options: { timeoutMs: number; signal: AbortSignal }) => Promise<ToolAnswer<Tool[]>>
  /** The output is cut after `keepBytes`; an answer many times as long is a failure. */
  call: (
    server: ToolServerAddress,
    call: { tool: string; arguments: Readonly<Record<string, JsonValue>> },
    options: { timeoutMs: number; keepBytes: number; signal: AbortSignal },
  ) => Promise<ToolAnswer<ToolResult>>
}

/** What a change of a shared file comes to; `text` null: it stays as it is. */
export type FileChange<Value> = { text: string | null; value: Value }

/** Files that other programs write too. */
export type SharedFiles = {
  /** The one folder that a path leads to, without links. Throws `bad-folder`. */
  findFolder: (path: string) => Promise<string>
  /** The first of these files that is there; null: none is. */
  findFirst: (files: readonly string[]) => Promise<string | null>
  /**
   * Changes a file under the lock that Taskmaster takes, whole or not at all. The body is given what the file has now,
   * and again should a program that takes no lock have written meanwhile. Throws `conflict` where the lock is not to be
   * had, and `bad-folder` where the file cannot be read or written.
   */
  change: <Value>(file: string, body: (text: string) => Promise<FileChange<Value>>) => Promise<Value>
  /** Tells of changes of a file, until the answer is called. Some may be missed. */
  watch: (file: string, changed: () => void) => () => void
}

/** The ways to make the receiver public, and how to prove that one leads here. */
export type TunnelPorts = { drivers: Record<TunnelDriverName, TunnelDriver>; probe: ProbeTunnel }

/** Where may be sent to. */
export type Egress = { mode: EgressMode; refusalOf: RefusalOf }

export type Ports = {
  clock: Clock
  random: Random
  vault: SecretVault
  log: Log
  sendRequest: SendRequest
  /** Sends to this Creel's own receiver, whatever may be sent to besides, and to nothing else. */
  sendToReceiver: SendRequest
  isListening: IsListening
  checkTarget: CheckTarget
  egress: Egress
  runInSandbox: RunInSandbox
  runProgram: RunProgram
  tools: ToolClient
  sharedFiles: SharedFiles
  tunnels: TunnelPorts
}
