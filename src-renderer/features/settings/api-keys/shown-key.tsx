import { Copy, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { putKeyAway, useShownKey } from '#renderer/data/shown-key.ts'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'

/** A key that was just made, masked until it is asked for; this once, and never again. */
export function ShownKey(): ReactElement | null {
  const made = useShownKey((shown) => shown.made)
  const [isOpen, setOpen] = useState(false)
  if (made === null) return null
  const Icon = isOpen ? EyeOff : Eye
  return (
    <div className="new-key" role="group" aria-label="New key">
      <p>
        <b>Copy the key “{made.name}” now.</b> It is shown this once.
      </p>
      <div className="row">
        <code className="grow">{isOpen ? made.token : `creel_${'•'.repeat(24)}`}</code>
        <Button small onClick={() => setOpen(!isOpen)}>
          <Icon className="i s" aria-hidden="true" />
          {isOpen ? 'Hide' : 'Show'}
        </Button>
        <Button small onClick={() => void copyText(made.token, 'Key')}>
          <Copy className="i s" aria-hidden="true" />
          Copy
        </Button>
        <Button small look="ghost" onClick={putKeyAway}>
          Done
        </Button>
      </div>
    </div>
  )
}
