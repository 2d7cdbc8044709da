import { CircleAlert, Pause, Play, Unplug } from 'lucide-react'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import type { Status } from '#shared/model/status.ts'
import { useLive } from '#renderer/data/live.ts'
import { usePauseReceiving, useResumeReceiving } from '#renderer/data/queries/receiving.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { reconnectNow } from '#renderer/data/use-feed.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { useNow } from '#renderer/parts/use-now.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import { AddressChanged } from './address-changed.tsx'
import { TunnelDown } from './tunnel-down.tsx'

/** What is wrong with the whole app, above everything: the server is lost, nothing can be received, senders go astray. */
export function Banners(): ReactElement {
  const feed = useLive((state) => state.feed)
  const { data: status } = useStatus()
  usePauseCommands((status?.receiver.pause ?? null) !== null)
  return (
    <div className="banners">
      {feed.kind === 'lost' ? <LostServer retryAt={feed.retryAt} /> : status && <Troubles status={status} />}
    </div>
  )
}

function Troubles({ status: { receiver, tunnel, addressChange } }: { status: Status }): ReactElement {
  const { error, pause } = receiver
  return (
    <>
      {error !== null && <NotReceiving error={error} />}
      {error === null && pause && <PausedReceiving until={pause.until} />}
      {tunnel && <TunnelDown tunnel={tunnel} />}
      {addressChange && <AddressChanged change={addressChange} />}
    </>
  )
}

const NotReceiving = ({ error }: { error: string }): ReactElement => (
  <div className="banner bad" role="alert">
    <CircleAlert className="i" aria-hidden="true" />
    <span className="grow">Creel is not receiving. {error}</span>
  </div>
)

const pauses = [
  { minutes: 15, words: 'for 15 minutes' },
  { minutes: 60, words: 'for an hour' },
  { minutes: null, words: 'until resumed' },
] as const

function usePauseCommands(isPaused: boolean): void {
  const pause = usePauseReceiving()
  const resume = useResumeReceiving()
  const group = 'Everywhere'
  useCommands(
    isPaused
      ? [{ id: 'resume', title: 'Resume receiving', icon: Play, group, run: () => resume.mutate() }]
      : pauses.map(({ minutes, words }) => ({
          id: `pause-${words}`,
          title: `Pause receiving ${words}`,
          icon: Pause,
          group,
          run: () => pause.mutate(minutes, { onError: notifyError }),
        })),
  )
}

function PausedReceiving({ until }: { until: string | null }): ReactElement {
  const resume = useResumeReceiving()
  const now = useNow()
  const [moment] = until === null ? [] : formatMoment(new Date(until), now).split('.')
  const end = moment === undefined ? 'until it is resumed' : `until ${moment}`
  return (
    <div className="banner">
      <Pause className="i" aria-hidden="true" />
      <span className="grow" role="status">
        Receiving is paused {end}. Senders get 503 and are asked to come back; nothing of theirs is stored.
      </span>
      <Button small disabled={resume.isPending} onClick={() => resume.mutate(undefined, { onError: notifyError })}>
        Resume
      </Button>
    </div>
  )
}

function LostServer({ retryAt }: { retryAt: number }): ReactElement {
  const seconds = useSecondsUntil(retryAt)
  return (
    <div className="banner">
      <Unplug className="i" aria-hidden="true" />
      <span className="grow">
        <span role="alert">Creel does not answer. What is shown stays readable; changes are not kept.</span>{' '}
        <span aria-hidden="true">{seconds > 0 ? `Next try in ${seconds} s.` : 'Trying…'}</span>
      </span>
      <Button small onClick={reconnectNow}>
        Try now
      </Button>
    </div>
  )
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((moment - now) / 1000))
}
