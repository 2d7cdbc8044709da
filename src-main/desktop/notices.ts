import type { Notice as AskedNotice } from '#shared/model/notice.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { AddressChange, Tunnel } from '#shared/model/tunnel.ts'
import type { systemClock } from '#main/host/clock.ts'
import type { DesktopFacts } from './desktop-facts.ts'

/** A message of the system. It tells that something happened, never what was in a request, unless a trigger says so. */
export type Notice = { title: string; body: string; route: string }

/** Decides what is worth a message: the first request of a source, a tunnel that stays down, another public address. */
export type Notices = {
  /** Takes a request that has come, with what was known before it. */
  arrived: (row: RequestRow, before: DesktopFacts) => void
  /** Takes what is known now. */
  changed: (facts: DesktopFacts) => void
  /** Takes a notice that a trigger asks for: its own limit keeps it from being too many. */
  asked: (notice: AskedNotice) => void
  stop: () => void
}

const downForMs = 30_000
/** At most one message a subject in this time. */
const quietMs = 60_000

export function createNotices({ clock, show }: { clock: typeof systemClock; show: (notice: Notice) => void }): Notices {
  const shownAt = new Map<string, number>()
  const usedSources = new Set<string>()
  let toldChange: string | null = null
  let wasPublic = false
  let cancel: (() => void) | null = null
  let tunnel: Tunnel | null = null

  const tell = (subject: string, notice: Notice): void => {
    const last = shownAt.get(subject)
    if (last !== undefined && clock.now() - last < quietMs) return
    shownAt.set(subject, clock.now())
    show(notice)
  }
  const endWait = (): void => {
    cancel?.()
    cancel = null
  }
  const watchTunnel = (now: Tunnel | null): void => {
    tunnel = now
    if (now === null || now.state.kind === 'public') {
      endWait()
      wasPublic = now !== null
      return
    }
    // Told once, when it has stayed down; not again before it was up.
    if (!wasPublic || cancel !== null) return
    cancel = clock.after(downForMs, () => {
      wasPublic = false
      cancel = null
      if (tunnel) tell('tunnel', tunnelDown(tunnel))
    })
  }

  return {
    arrived(row, { sources }) {
      const source = sources.find(({ id }) => id === row.sourceId)
      if (!source || source.lastRequestAt !== null || usedSources.has(source.id)) return
      usedSources.add(source.id)
      tell(source.id, {
        title: `First request on ${source.name}`,
        body: row.status === null ? 'It is kept and on its way.' : `It was answered with ${row.status}.`,
        route: `#/inspect/${row.id}`,
      })
    },
    changed({ status }) {
      watchTunnel(status.tunnel)
      const change = status.addressChange
      if (change && change.to !== toldChange) tell('address', addressChanged(change))
      toldChange = change?.to ?? null
    },
    asked: ({ title, text, triggerId }) => show({ title, body: text, route: `#/triggers/${triggerId}/runs` }),
    stop: endWait,
  }
}

const tunnelDown = ({ state }: Tunnel): Notice => ({
  title: 'The tunnel is down',
  body: `Senders have not got through for ${downForMs / 1000} s. ${('problem' in state && state.problem) || ''}`.trim(),
  route: '#/inspect',
})

const addressChanged = ({ from, to }: AddressChange): Notice => ({
  title: 'The public address has changed',
  body: `From ${new URL(from).host} to ${new URL(to).host}. Senders have to be told.`,
  route: '#/inspect',
})
