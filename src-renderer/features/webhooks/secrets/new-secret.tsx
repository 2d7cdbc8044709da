import type { ReactElement } from 'react'
import { putSecretAway, useShownSecret } from '#renderer/data/shown-secret.ts'
import { ShownOnce } from '#renderer/parts/shown-once.tsx'

/** A secret of a webhook that was just made. */
export function NewSecret({ webhookId }: { webhookId: string }): ReactElement | null {
  const made = useShownSecret((shown) => shown.made)
  if (made?.webhookId !== webhookId) return null
  return (
    <ShownOnce
      label="New signing secret"
      noun="Secret"
      words="Copy the new secret to the receiver now."
      text={made.secret}
      prefix={made.secret.startsWith('whsec_') ? 'whsec_' : ''}
      onDone={putSecretAway}
    />
  )
}
