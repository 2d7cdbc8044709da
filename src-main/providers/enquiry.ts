import type { OutgoingRequest } from '#main/core/ports.ts'

/** What a check must ask for on the network; its answer counts for a while. */
export type Enquiry = {
  /** For people: `the certificate at https://…`. */
  name: string
  request: OutgoingRequest
  keepMs: number
}

/** What was answered, the body cut after `answerBytesAtMost`. */
export type EnquiryAnswer = { status: number; body: Uint8Array }

/** How a signature is proven by what somebody else says. Nothing here throws, whatever was answered. */
export type RemoteProof = {
  /** What to ask with a secret. `malformed`: the secret says not enough. null: nothing, the secret holds the key. */
  enquiryFor: (secret: string) => Enquiry | 'malformed' | null
  /** Whether the answer proves the request; null: it says neither, as when a server is ill. */
  proves: (answer: EnquiryAnswer, secret: string) => boolean | null
}

/** Answers that say something of the server and nothing of what was asked. */
export const isServerFault = (status: number): boolean => status >= 500 || status === 429
