import { Copy, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { Source } from '#shared/model/source.ts'
import type { AddressChange } from '#shared/model/tunnel.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { useAcknowledgeAddress } from '#renderer/data/queries/tunnel.ts'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import { useNow } from '#renderer/parts/use-now.ts'

/** The alarm that senders which know the old public address no longer get through. */
export function AddressChanged({ change }: { change: AddressChange }): ReactElement {
  const [isShown, setShown] = useState(false)
  const acknowledge = useAcknowledgeAddress()
  const now = useNow()
  const sources = usedSources(useSources().data ?? [], change)
  const [moment] = formatMoment(new Date(change.changedAt), now).split('.')
  const done = (): void => acknowledge.mutate(undefined, { onError: notifyError, onSuccess: () => setShown(false) })
  return (
    <div className="banner">
      <TriangleAlert className="i" aria-hidden="true" />
      <span className="grow" role="alert">
        The public address changed at {moment}, from {hostOf(change.from)} to {hostOf(change.to)}. {tellUsed(sources)}
      </span>
      <Button small onClick={() => setShown(true)}>
        Show addresses
      </Button>
      <Button small disabled={acknowledge.isPending} onClick={done}>
        Dismiss
      </Button>
      <Dialog open={isShown} onClose={() => setShown(false)} title="The public address has changed" wide>
        <p>Give senders the new address. Whatever they send to the old one gets lost on the way.</p>
        {sources.length === 0 && <Pair name="Every source" from={change.from} to={change.to} />}
        {sources.map((source) => (
          <Pair key={source.id} name={source.name} {...addressesOf(source, change)} />
        ))}
        <DialogActions>
          <Button onClick={() => setShown(false)}>Later</Button>
          <Button look="primary" disabled={acknowledge.isPending} onClick={done}>
            Senders know it
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  )
}

const hostOf = (url: string): string => new URL(url).host

/** The sources that got something while the old address was the known one. */
const usedSources = (sources: readonly Source[], { usedFrom }: AddressChange): Source[] =>
  sources.filter(({ lastRequestAt }) => lastRequestAt !== null && lastRequestAt >= usedFrom)

function tellUsed(sources: readonly Source[]): string {
  const [first, second, ...others] = sources.map(({ name }) => name)
  if (first === undefined) return 'Senders that know the old one no longer get through.'
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `Senders of ${second === undefined ? first : `${first}, ${second}${more}`} may still have the old one.`
}

const addressesOf = ({ url }: Source, { from, to }: AddressChange): { from: string; to: string } => {
  const { pathname } = new URL(url)
  return { from: from + pathname, to: to + pathname }
}

const Pair = ({ name, from, to }: { name: string; from: string; to: string }): ReactElement => (
  <section className="moved" aria-label={name}>
    <h3>{name}</h3>
    <Line label="Old" address={from} of={name} />
    <Line label="New" address={to} of={name} />
  </section>
)

const Line = ({ label, address, of }: { label: 'Old' | 'New'; address: string; of: string }): ReactElement => (
  <div className="moved-line">
    <span>{label}</span>
    <code className="ell" title={address}>
      {address}
    </code>
    <Button
      small
      aria-label={`Copy the ${label.toLowerCase()} address of ${of}`}
      onClick={() => void copyText(address, `${label} address`)}
    >
      <Copy className="i s" aria-hidden="true" />
      Copy
    </Button>
  </div>
)
