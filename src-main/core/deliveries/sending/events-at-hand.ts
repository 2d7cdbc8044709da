import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'

/** All that is kept may take so much memory, near enough. */
const bytesAtMost = 8_000_000

/** What deliveries of an event are made of: itself, and the header that counts its hops. */
export type SentEvent = { event: EnvelopeEvent; hops: HeaderPairs }

/** Events that have just come, so that sending them need not read them back. The ones that came last are kept. */
export type EventsAtHand = {
  /** `bytes`: what keeping it costs. It is read when it is asked for. */
  put: (eventId: string, bytes: number, read: () => SentEvent) => void
  find: (eventId: string) => SentEvent | undefined
}

export function createEventsAtHand(): EventsAtHand {
  const kept = new Map<string, { bytes: number; read: () => SentEvent }>()
  let bytes = 0
  const dropOldest = (): void => {
    for (const [eventId, oldest] of kept) {
      if (bytes <= bytesAtMost) return
      kept.delete(eventId)
      bytes -= oldest.bytes
    }
  }
  return {
    put(eventId, size, read) {
      if (kept.has(eventId)) return
      let known: SentEvent | null = null
      kept.set(eventId, { bytes: size, read: () => (known ??= read()) })
      bytes += size
      dropOldest()
    },
    find: (eventId) => kept.get(eventId)?.read(),
  }
}
