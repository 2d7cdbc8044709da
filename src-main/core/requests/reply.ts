import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** How an answer goes out, where it does not go out whole; `reset` and `silence` give none. */
export type ReplyManner = { kind: 'reset' } | { kind: 'silence'; forMs: number } | { kind: 'drip'; overMs: number }

/** What goes back to the sender. */
export type Reply = {
  status: number
  headers: HeaderPairs
  body: string | Uint8Array
  delayMs: number
  /** Left out: whole. */
  manner?: ReplyManner
}

/** True where the sender gets no answer at all. */
export const isWithheld = ({ manner }: Reply): boolean => manner?.kind === 'reset' || manner?.kind === 'silence'

const plain = (status: number, body: string, headers: HeaderPairs = []): Reply => ({
  status,
  headers: [['Content-Type', 'text/plain; charset=utf-8'], ...headers],
  body: `${body}\n`,
  delayMs: 0,
})

const retryAfter = (seconds: number): HeaderPairs => [['Retry-After', String(seconds)]]

/** Creel's own answers, for everything that a source's answer does not cover. */
export const replies = {
  unknownAddress: plain(404, 'No source has this address.'),
  retiredAddress: plain(410, 'This address was given up. Ask for the new one.'),
  notVerified: plain(401, 'The signature could not be verified.'),
  notCheckable: plain(503, 'The signature could not be checked just now; try again.', retryAfter(30)),
  replayed: plain(409, 'This signed request has come before.'),
  notAllowed: plain(403, 'This sender is not on the list of this source.'),
  tooLarge: plain(413, 'The body is larger than this receiver takes.'),
  tooManyHeaders: plain(431, 'There are more headers than this receiver takes.'),
  targetTooLong: plain(414, 'The address is longer than this receiver takes.'),
  tooFast: (seconds: number) => plain(429, 'More requests a second than this source takes.', retryAfter(seconds)),
  paused: (seconds: number) =>
    plain(503, 'Receiving is paused. Nothing was stored; try again later.', retryAfter(seconds)),
  loop: plain(508, 'This request has gone through Creel too often: it runs in a circle.'),
  relayedTooLarge: plain(502, 'The app’s answer is larger than Creel passes on. The app has got the request.'),
  overloaded: plain(503, 'Busy. Nothing was stored; try again.', retryAfter(1)),
  notStored: plain(503, 'The request could not be stored; try again.', retryAfter(5)),
  diskFull: plain(507, 'The disk is full. Nothing was stored; try again later.', retryAfter(60)),
}
