import { CircleAlert, CircleCheck, Pause } from 'lucide-react'
import type { ReactElement } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { ConnectivityReport } from '#shared/model/connectivity.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { useCheckTarget } from '#renderer/data/queries/delivery-replays.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import { shortTarget } from '#renderer/parts/attempts/delivery-signs.ts'
import { Button } from '#renderer/parts/button.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'

/** Whether what is replayed would get there: each webhook of the plan, and the way to its target on request. */
export function TargetCheck({ rows }: { rows: readonly DeliveryRow[] }): ReactElement[] {
  const { data: webhooks } = useWebhooksById()
  const ids = [...new Set(rows.flatMap(({ webhookId }) => webhookId ?? []))]
  return ids.flatMap((id) => {
    const webhook = webhooks?.get(id)
    return webhook ? [<OneTarget key={id} webhook={webhook} />] : []
  })
}

function OneTarget({ webhook }: { webhook: Webhook }): ReactElement {
  const check = useCheckTarget()
  const state = stateOf(webhook, check.data)
  const Icon = state.tone === 'ok' ? CircleCheck : state.tone === 'bad' ? CircleAlert : Pause
  return (
    <div className={`target-check ${state.tone}`}>
      {state.tone !== '' && <Icon className={`i ${state.tone}`} aria-hidden="true" />}
      <div className="grow" role="status">
        <p className="m ell">{state.title}</p>
        <p className="mid">{state.detail}</p>
      </div>
      <Button disabled={check.isPending} onClick={() => check.mutate(webhook.id, { onError: notifyError })}>
        {check.data ? 'Check again' : 'Check the target'}
      </Button>
    </div>
  )
}

type TargetState = { tone: 'ok' | 'bad' | 'held' | ''; title: string; detail: string }

function stateOf({ name, url, status }: Webhook, report: ConnectivityReport | undefined): TargetState {
  if (status !== 'active') {
    return { tone: 'held', title: `${name} is ${status}.`, detail: 'Replays to it are held until it is resumed.' }
  }
  if (!report) return { tone: '', title: shortTarget(url), detail: 'Whether it can be reached has not been checked.' }
  const failed = report.steps.find((step) => step.state === 'failed')
  if (failed) return { tone: 'bad', title: 'The target cannot be reached.', detail: failed.detail }
  return { tone: 'ok', title: 'The target can be reached.', detail: 'Checked just now; nothing was sent.' }
}
