import { Unplug } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Tunnel } from '#shared/model/tunnel.ts'
import { useReconnectTunnel } from '#renderer/data/queries/tunnel.ts'
import { Button } from '#renderer/parts/button.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import { useNow } from '#renderer/parts/use-now.ts'

/** What mends itself within this time is not worth an alarm. */
const patienceMs = 5_000

/** The alarm that a tunnel was asked for and nothing comes through it. */
export function TunnelDown({ tunnel }: { tunnel: Tunnel }): ReactElement | null {
  const now = useNow()
  const reconnect = useReconnectTunnel()
  const { state } = tunnel
  if (state.kind === 'public' || state.problem === null) return null
  const since = new Date(state.since)
  if (now.getTime() - since.getTime() < patienceMs) return null
  const [moment] = formatMoment(since, now).split('.')
  return (
    <div className="banner bad">
      <Unplug className="i" aria-hidden="true" />
      <span className="grow" role="alert">
        Nothing gets through from outside since {moment}. {state.problem} Creel keeps trying.
      </span>
      <Button small disabled={reconnect.isPending} onClick={() => reconnect.mutate(tunnel, { onError: notifyError })}>
        Reconnect
      </Button>
    </div>
  )
}
