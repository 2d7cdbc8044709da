import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useCheckWebhook } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { FormSection } from '#renderer/parts/form/form-row.tsx'
import { formatDate, formatDuration } from '#renderer/parts/format-time.ts'
import type { ConnectivityReport, ConnectivityStep, ConnectivityStepName } from '#shared/model/connectivity.ts'
import type { Webhook } from '#shared/model/webhook.ts'

const titles: Record<ConnectivityStepName, string> = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  certificate: 'Certificate',
  answer: 'Answer',
}

const signs: Record<ConnectivityStep['state'], { icon: LucideIcon; look: string; word: string }> = {
  ok: { icon: CircleCheck, look: 'ok', word: 'fine' },
  failed: { icon: CircleAlert, look: 'bad', word: 'failed' },
  skipped: { icon: CircleDashed, look: 'dim', word: 'skipped' },
}

/** Looks at the way to the target, step by step; the ping is signed like a delivery and is none. */
export function CheckSection({ webhook }: { webhook: Webhook }): ReactElement {
  const check = useCheckWebhook()
  const [pings, setPings] = useState(true)
  return (
    <FormSection
      title="Check the way"
      about="DNS, TCP, TLS and certificate of the target, then the answer to a signed ping."
    >
      <div className="row">
        <Button disabled={check.isPending} onClick={() => check.mutate({ id: webhook.id, ping: pings })}>
          {check.isPending ? 'Checking…' : 'Check'}
        </Button>
        <CheckBox checked={pings} onChange={setPings}>
          Send the ping
        </CheckBox>
      </div>
      {check.error && <ErrorBox title="The way could not be checked" error={check.error} />}
      <div role="status">{check.data && <Report report={check.data} />}</div>
    </FormSection>
  )
}

const Report = ({
  report: { steps, isReachable, certificateEndsAt },
}: {
  report: ConnectivityReport
}): ReactElement => (
  <>
    <p className={isReachable ? 'check-result ok' : 'check-result bad'}>
      {isReachable ? 'The target can be reached.' : 'The target cannot be reached as it should.'}
      {certificateEndsAt !== null && ` Its certificate ends on ${formatDate(new Date(certificateEndsAt))}.`}
    </p>
    <ol className="check-steps" aria-label="Steps">
      {steps.map(({ step, state, detail, tookMs }) => {
        const { icon: Icon, look, word } = signs[state]
        return (
          <li key={step}>
            <Icon className={`i ${look}`} aria-hidden="true" />
            <b>{titles[step]}</b>
            <span className="sr">{word}</span>
            <span className="grow">{detail}</span>
            <span className="mono dim">{tookMs === null ? '' : formatDuration(tookMs)}</span>
          </li>
        )
      })}
    </ol>
  </>
)
