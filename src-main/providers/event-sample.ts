import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { JsonValue } from '#shared/model/event.ts'

/** With what a sample is filled: so that two of them differ, and a test can repeat one. */
export type SampleContext = {
  now: Date
  /** `evt_` and sixteen letters and digits, or as many as are wished. */
  id: (prefix?: string, length?: number) => string
  /** Lower-case hex, 40 digits unless told: the id of a commit. */
  hex: (length?: number) => string
  uuid: () => string
  /** A whole number, both ends included. */
  number: (from: number, to: number) => number
  pick: <T>(of: readonly T[]) => T
}

/** A JSON document, or text that is sent as it is, such as a form. */
export type SampleBody = { [field: string]: JsonValue } | JsonValue[] | string

/** A realistic request of one type of event, written by us: no real data. */
export type EventSample = {
  /** As `Provider.eventType` reads it. */
  eventType: string
  /** One line for people. */
  summary: string
  /** POST where it is left out. */
  method?: string
  /** With content type, event and id headers, without those that `Provider.sign` sets. */
  headers: (context: SampleContext) => HeaderPairs
  body: (context: SampleContext) => SampleBody
  /** The values that a person changes first, by their JSON paths, or their names in a form. */
  quickFields: readonly QuickField[]
}

export type QuickField = { label: string; path: string }

/** The headers of a JSON event: what all senders set, then the sender's own. */
export const jsonHeaders = (userAgent: string, ...own: HeaderPairs): HeaderPairs => [
  ['User-Agent', userAgent],
  ['Content-Type', 'application/json'],
  ['Accept', '*/*'],
  ...own,
]

/** Whole seconds since 1970. */
export const secondsOf = ({ now }: SampleContext): number => Math.floor(now.getTime() / 1000)
