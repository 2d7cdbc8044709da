import { Copy, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { putSecretAway, useShownSecret } from '#renderer/data/shown-secret.ts'

const masked = (secret: string): string => `${secret.startsWith('whsec_') ? 'whsec_' : ''}${'•'.repeat(24)}`

/** A secret that was just made, masked until it is asked for; this once, and never again. */
export function NewSecret({ webhookId }: { webhookId: string }): ReactElement | null {
  const made = useShownSecret((shown) => shown.made)
  const [isOpen, setOpen] = useState(false)
  if (made?.webhookId !== webhookId) return null
  const Icon = isOpen ? EyeOff : Eye
  return (
    <div className="new-secret" role="group" aria-label="New signing secret">
      <p>
        <b>Copy the new secret to the receiver now.</b> It is shown this once.
      </p>
      <div className="row">
        <code className="grow">{isOpen ? made.secret : masked(made.secret)}</code>
        <Button small onClick={() => setOpen(!isOpen)}>
          <Icon className="i s" aria-hidden="true" />
          {isOpen ? 'Hide' : 'Show'}
        </Button>
        <Button small onClick={() => void copyText(made.secret, 'Secret')}>
          <Copy className="i s" aria-hidden="true" />
          Copy
        </Button>
        <Button small look="ghost" onClick={putSecretAway}>
          Done
        </Button>
      </div>
    </div>
  )
}
