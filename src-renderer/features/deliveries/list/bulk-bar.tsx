import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { DeliveryIntents } from './delivery-intents.ts'
import { offeredFor } from './delivery-intents.ts'
import { clearSelection } from './selection.ts'

/** What can be done to the selected deliveries together. */
export const BulkBar = (intents: DeliveryIntents): ReactElement => (
  <div className="bulk" role="toolbar" aria-label="Selected deliveries">
    <b className="m">{intents.targets.length} selected</b>
    <span className="grow" />
    {offeredFor(intents)
      .filter(({ count }) => count > 0)
      .map(({ id, label, keys, count, run }) => (
        <Button key={id} small onClick={run}>
          {label} {count} <Kbd>{keys.replace('Shift+', '⇧').toUpperCase()}</Kbd>
        </Button>
      ))}
    <Button small look="ghost" onClick={clearSelection}>
      Clear <Kbd>Esc</Kbd>
    </Button>
  </div>
)
