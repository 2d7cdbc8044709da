import { CornerDownRight, Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Delivery } from '#shared/model/delivery.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { DeliveryPill } from '#renderer/parts/attempts/delivery-pill.tsx'
import { deliveryTitle, shortTarget } from '#renderer/parts/attempts/delivery-signs.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { Moment } from '#renderer/parts/moment.tsx'

/** Something that can be done about a delivery now. */
export type HeaderAction = { id: string; label: string; keys: string; danger?: boolean; run: () => void }

/** What the header offers: the actions that make sense, and all of them in a menu. */
export type HeaderOffers = { actions: readonly HeaderAction[]; menu: readonly MenuEntry[] }

/** What is delivered where, how it fares, and what can be done about it. */
export function DeliveryHeader({ delivery, actions, menu }: HeaderOffers & { delivery: Delivery }): ReactElement {
  return (
    <header className="dh">
      <div className="grow">
        <div className="delivery-title">
          <h1 className="ell">{deliveryTitle(delivery)}</h1>
          <DeliveryPill state={delivery.state} />
        </div>
        <DeliveryFacts delivery={delivery} />
      </div>
      {actions.map(({ id, label, keys, danger, run }, index) => (
        <Button key={id} look={index === 0 && !danger ? 'primary' : 'plain'} onClick={run}>
          {label} <Kbd>{keys.replace('Shift+', '⇧').toUpperCase()}</Kbd>
        </Button>
      ))}
      <Menu
        align="end"
        entries={menu}
        trigger={
          <IconButton label="More for this delivery">
            <Ellipsis className="i" aria-hidden="true" />
          </IconButton>
        }
      />
    </header>
  )
}

function DeliveryFacts({ delivery }: { delivery: Delivery }): ReactElement {
  const webhook = useWebhooksById().data?.get(delivery.webhookId ?? '')
  const { requestId, replayOf, replayedAs, targetUrl } = delivery
  return (
    <p className="dh-m delivery-facts">
      <span className="target" title={targetUrl}>
        <CornerDownRight className="i s" aria-hidden="true" />
        <span className="mono ell">{shortTarget(targetUrl)}</span>
      </span>
      {webhook && <a href={printRoute({ screen: 'webhooks', id: webhook.id, tab: null, q: '' })}>{webhook.name}</a>}
      {requestId !== null && (
        <a href={printRoute({ screen: 'inspect', id: requestId, tab: null, q: '' })}>from a request</a>
      )}
      {replayOf !== null && <DeliveryLink id={replayOf}>Replays</DeliveryLink>}
      {replayedAs !== null && <DeliveryLink id={replayedAs}>Replayed as</DeliveryLink>}
      <Moment at={delivery.createdAt} />
    </p>
  )
}

const shownLetters = 16

const DeliveryLink = ({ id, children }: { id: string; children: string }): ReactElement => (
  <a href={printRoute({ screen: 'deliveries', id, tab: null, q: '' })} title={id}>
    {children} {id.slice(0, shownLetters)}
  </a>
)
