import type { AddressChange } from '#shared/model/tunnel.ts'

type Address = { url: string; startedAt: number }

/** What senders were told of last against what leads here now; null where nothing is open, or nothing has changed. */
export function addressChangeOf(known: Address | undefined, open: Address | undefined): AddressChange | null {
  if (!known || !open || known.url === open.url) return null
  return {
    from: known.url,
    to: open.url,
    usedFrom: new Date(known.startedAt).toISOString(),
    changedAt: new Date(open.startedAt).toISOString(),
  }
}
