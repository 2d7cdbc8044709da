import type { ReactElement } from 'react'
import { useShowSecret } from '#renderer/data/queries/webhooks.ts'
import { showSecret } from '#renderer/data/shown-secret.ts'
import { Button } from '#renderer/parts/button.tsx'
import { formatDayTime } from '#renderer/parts/format-time.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Webhook } from '#shared/model/webhook.ts'
import { liveSecrets } from './rotation-spans.ts'

/** Secrets that Creel made by itself and nobody has seen: each can be shown, once. */
export function UnseenSecrets({ webhook }: { webhook: Webhook }): ReactElement[] {
  const show = useShowSecret()
  const open = (secretId: string): void =>
    show.mutate(
      { id: webhook.id, secretId },
      { onSuccess: ({ secret }) => showSecret(webhook.id, secret), onError: notifyError },
    )
  return liveSecrets(webhook.secrets)
    .filter(({ isShown }) => !isShown)
    .map(({ id, hint, createdAt }) => (
      <div className="shown-once" key={id}>
        <div className="row">
          <p className="grow">
            <code>{hint}</code> was made by itself on {formatDayTime(new Date(createdAt))}. Nobody has seen it.
          </p>
          <Button small disabled={show.isPending} onClick={() => open(id)}>
            Show once
          </Button>
        </div>
      </div>
    ))
}
