import type { ReactElement } from 'react'
import type { Status } from '#shared/model/status.ts'
import type { Tunnel } from '#shared/model/tunnel.ts'
import { openDeadLetters } from '#shared/query/delivery-states.ts'
import { useIsHeard } from '#renderer/data/live.ts'
import { useDeliveryCount } from '#renderer/data/queries/delivery-list.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { formatCount, formatSize } from '#renderer/parts/format-bytes.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { Tone } from '#renderer/parts/pill.tsx'
import { Pip } from '#renderer/parts/pill.tsx'
import { tunnelWords } from '#renderer/parts/tunnel-words.ts'
import { openLayer } from '#renderer/app/layers.ts'

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function StatusBar(): ReactElement {
  const { data: status } = useStatus()
  return (
    <footer className="status" aria-label="System status">
      {status && <ReceiverPip receiver={status.receiver} />}
      {status && <TunnelPip tunnel={status.tunnel} />}
      <OwedPip />
      <span className="sep hide-n">
        {status &&
          `${formatCount(status.requestCount)} ${status.requestCount === 1 ? 'request' : 'requests'}, ${formatSize(status.bytesOnDisk)} on disk`}
      </span>
      <span className="hide-n">Times in {timeZone}</span>
      <button type="button" onClick={() => openLayer('shortcuts')}>
        Shortcuts <Kbd>?</Kbd>
      </button>
    </footer>
  )
}

/** What is on its way with trouble, where anything is. */
function OwedPip(): ReactElement | null {
  const retrying = useDeliveryCount('state:retrying').data?.count ?? 0
  const dead = useDeliveryCount(openDeadLetters).data?.count ?? 0
  if (retrying + dead === 0) return null
  return (
    <span>
      <Pip tone={retrying > 0 ? 'warn' : 'dead'} />
      {[retrying > 0 && `${formatCount(retrying)} retrying`, dead > 0 && deadWords(dead)].filter(Boolean).join(', ')}
    </span>
  )
}

const deadWords = (count: number): string => `${formatCount(count)} dead ${count === 1 ? 'letter' : 'letters'}`

function ReceiverPip({ receiver: { url, error, pause } }: { receiver: Status['receiver'] }): ReactElement {
  const isHeard = useIsHeard()
  const say = (tone: Tone, words: string): ReactElement => (
    <span>
      <Pip tone={tone} />
      {words}
    </span>
  )
  if (!isHeard) return say('idle', 'Receiver not known')
  if (error !== null) return say('bad', 'Not receiving')
  return pause === null ? say('ok', `Receiver ${new URL(url).host}`) : say('warn', 'Receiving paused')
}

function TunnelPip({ tunnel }: { tunnel: Tunnel | null }): ReactElement {
  const { tone, status, detail } = tunnelWords(tunnel, useIsHeard())
  return (
    <span title={detail}>
      <Pip tone={tone} />
      {status}
    </span>
  )
}
