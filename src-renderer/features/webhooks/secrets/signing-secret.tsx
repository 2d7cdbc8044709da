import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useCancelRotation } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { FormSection } from '#renderer/parts/form/form-row.tsx'
import { formatDayTime } from '#renderer/parts/format-time.ts'
import { Pill } from '#renderer/parts/pill.tsx'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { schemeOf } from '#shared/rules/signature-profiles.ts'
import { nextHeader } from '#shared/rules/signature-scheme.ts'
import { FinishDialog } from './finish-dialog.tsx'
import { NewSecret } from './new-secret.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { UnseenSecrets } from './unseen-secrets.tsx'
import { RotationLine } from './rotation-line.tsx'
import type { RotationSpans } from './rotation-spans.ts'
import { liveSecrets, rotationSpans } from './rotation-spans.ts'

/** The signing secret: only its hint is ever shown; a rotation is drawn over time. */
export function SigningSecret({ webhook }: { webhook: Webhook }): ReactElement {
  const spans = rotationSpans(webhook.secrets, useNow())
  const [asked, setAsked] = useState<'rotate' | 'finish' | null>(null)
  const close = (): void => setAsked(null)
  return (
    <FormSection title="Signing secret">
      <div className="secret-card">
        <NewSecret webhookId={webhook.id} />
        <UnseenSecrets webhook={webhook} />
        {spans ? (
          <Rotating webhook={webhook} spans={spans} onFinish={() => setAsked('finish')} />
        ) : (
          <AtRest webhook={webhook} onRotate={() => setAsked('rotate')} />
        )}
      </div>
      <RotateDialog webhook={webhook} open={asked === 'rotate'} onClose={close} />
      <FinishDialog webhook={webhook} open={asked === 'finish'} onClose={close} />
    </FormSection>
  )
}

function AtRest({ webhook, onRotate }: { webhook: Webhook; onRotate: () => void }): ReactElement {
  const current = liveSecrets(webhook.secrets).at(-1)
  return (
    <div className="row">
      <code>{current?.hint ?? 'none'}</code>
      <span className="mid ell grow">
        {current && `signs since ${formatDayTime(new Date(current.startsAt))}`}
        {webhook.nextRotationAt !== null && `, rotates by itself on ${formatDayTime(new Date(webhook.nextRotationAt))}`}
      </span>
      <Button small onClick={onRotate}>
        <RefreshCw className="i s" aria-hidden="true" />
        Rotate…
      </Button>
    </div>
  )
}

function Rotating({
  webhook,
  spans,
  onFinish,
}: {
  webhook: Webhook
  spans: RotationSpans
  onFinish: () => void
}): ReactElement {
  return (
    <>
      <div className="row">
        <Pill tone="busy">
          <RefreshCw className="i s" aria-hidden="true" />
          Rotating
        </Pill>
        <span className="mid ell grow">{phaseWords(spans)}</span>
        <CancelRotation webhook={webhook} />
        <Button small onClick={onFinish}>
          Finish now
        </Button>
      </div>
      <RotationLine spans={spans} />
      <p className="hint">{headerWords(webhook)}</p>
    </>
  )
}

/** Loses nothing: the old secret has signed all the while. */
function CancelRotation({ webhook }: { webhook: Webhook }): ReactElement {
  const cancel = useCancelRotation()
  const take = (): void =>
    cancel.mutate(webhook.id, {
      onSuccess: () => notify('Rotation cancelled. The old secret signs alone'),
      onError: notifyError,
    })
  return (
    <Button small look="ghost" disabled={cancel.isPending} onClick={take}>
      Cancel rotation
    </Button>
  )
}

function phaseWords({ isAhead, endsAt }: RotationSpans): string {
  if (isAhead) return 'The old secret signs until the new one begins.'
  return endsAt === null
    ? 'Both secrets sign until you finish the rotation.'
    : 'Both secrets sign every request until the old one stops.'
}

/** Where the second signature stands: some headers hold several, the others have a second header. */
function headerWords({ signatures }: Webhook): string {
  const schemes = signatures.map((choice) => schemeOf(choice).scheme)
  const single = schemes.filter(({ separator }) => separator === null).map(({ header }) => header)
  const several = schemes.filter(({ separator }) => separator !== null).map(({ header }) => header)
  const both = several.length > 0 && `${several.join(' and ')} holds one signature per secret`
  const next =
    single.length > 0 &&
    `${single.join(' and ')} stays with the old secret, ${single.map(nextHeader).join(' and ')} has the new one`
  return `${[both, next].filter(Boolean).join('; ')}. Receivers can switch whenever they like before the old one stops.`
}
