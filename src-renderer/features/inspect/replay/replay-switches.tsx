import type { ReactElement } from 'react'
import { Switch } from '#renderer/parts/switch.tsx'
import { providerLabels } from '#shared/model/provider.ts'
import type { EventIdChoice, ReplayOptions } from '#shared/model/replay.ts'

/** Whether it is signed anew and whether it is the same event; where that cannot be, why. */
export function ReplaySwitches({
  options,
  resign,
  eventId,
  onResign,
  onEventId,
}: {
  options: ReplayOptions | undefined
  resign: boolean
  eventId: EventIdChoice
  onResign: (resign: boolean) => void
  onEventId: (choice: EventIdChoice) => void
}): ReactElement {
  const title = options?.provider ? `${providerLabels[options.provider].title} ` : ''
  return (
    <div className="replay-switches">
      <Switch checked={resign} disabled={!options?.signing && !resign} onChange={onResign}>
        Re-sign with current {title}secret
      </Switch>
      <Switch
        checked={eventId === 'keep'}
        disabled={!options?.eventId && eventId === 'keep'}
        onChange={(keeps) => onEventId(keeps ? 'keep' : 'renew')}
      >
        Keep original event id
      </Switch>
      <p className="hint">{hintOf(options)}</p>
    </div>
  )
}

function hintOf(options: ReplayOptions | undefined): string {
  if (!options) return 'Looking what can be signed'
  const signing = options.signing
    ? `Signs with ${options.signing.secret}, sets ${options.signing.headers.join(' and ')}.`
    : options.signingProblem
  const eventId = options.eventId
    ? `The event id is ${options.eventId.in === 'header' ? 'the header' : 'in the body at'} “${options.eventId.name}”.`
    : options.eventIdProblem
  return `${signing} ${eventId}`
}
