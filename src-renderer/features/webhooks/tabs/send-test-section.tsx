import { useState } from 'react'
import type { ReactElement } from 'react'
import { useDelivery } from '#renderer/data/queries/deliveries.ts'
import { useEventTypes } from '#renderer/data/queries/event-types.ts'
import { useTestWebhook } from '#renderer/data/queries/webhooks.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { attemptOutcome, newestAttempt } from '#renderer/parts/attempts/attempt-outcome.ts'
import { DeliveryPill } from '#renderer/parts/attempts/delivery-pill.tsx'
import { OutcomeLine } from '#renderer/parts/attempts/outcome-line.tsx'
import { WhyBox } from '#renderer/parts/attempts/why-box.tsx'
import { whyOf } from '#renderer/parts/attempts/why.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeBlock } from '#renderer/parts/code-block.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { errorAt } from '#renderer/parts/error-at.ts'
import { Field, Select, TextArea } from '#renderer/parts/field.tsx'
import { FormSection } from '#renderer/parts/form/form-row.tsx'
import { formatDuration } from '#renderer/parts/format-time.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Attempt } from '#shared/model/delivery.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { Webhook } from '#shared/model/webhook.ts'

/** Sends a test event of any type, with the data of its sample or with other data; the result stands below. */
export function SendTestSection({ webhook }: { webhook: Webhook }): ReactElement {
  const types = useEventTypes()
  return (
    <FormSection
      title="Send a test"
      about="Sent as a real event would be, even if the webhook is paused or does not take this type; marked as a test."
    >
      {types.data ? <TestForm webhook={webhook} types={types.data} /> : <Skeleton width="50%" />}
    </FormSection>
  )
}

const sampleText = (type: EventType | undefined): string => JSON.stringify(type?.sample ?? {}, null, 2)

function TestForm({ webhook, types }: { webhook: Webhook; types: readonly EventType[] }): ReactElement {
  const names = [...new Set(types.map(({ name }) => name))]
  const [name, setName] = useState(() => names.find((one) => webhook.events.includes(one)) ?? names[0] ?? '')
  const newest = types.findLast((type) => type.name === name)
  const [typed, setTyped] = useState<string | null>(null)
  const test = useTestWebhook()
  const data = typed === null ? undefined : readObject(typed)
  const send = (): void => {
    if (data !== null) test.mutate({ id: webhook.id, eventType: name, ...(data && { data }) })
  }
  useCommands([
    {
      id: 'send-test',
      title: 'Send a test',
      about: webhook.name,
      group: 'This webhook',
      keys: '$mod+Enter',
      run: send,
    },
  ])
  const mistake = data === null ? 'This is no JSON object: check quotes and commas.' : errorAt(test.error, 'data')
  return (
    <div className="send-test">
      <Field label="Event">
        {(control) => (
          <Select
            {...control}
            options={names.map((value) => ({ value, label: value }))}
            value={name}
            onChange={(next) => {
              setName(next)
              setTyped(null)
            }}
          />
        )}
      </Field>
      <Field label="Data" hint={newest?.description ?? ''} error={mistake}>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={8}
            value={typed ?? sampleText(newest)}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <div>
        <Button look="primary" disabled={test.isPending || data === null} onClick={send}>
          Send test <Keys binding="$mod+Enter" />
        </Button>
      </div>
      <div role="status">{test.data && <TestResult key={test.data.id} deliveryId={test.data.id} />}</div>
    </div>
  )
}

function readObject(text: string): Record<string, never> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, never>)
      : null
  } catch {
    return null
  }
}

/** What became of a test; it follows the delivery while it is on its way. */
function TestResult({ deliveryId }: { deliveryId: string }): ReactElement {
  const { data: delivery } = useDelivery(deliveryId)
  if (!delivery) return <Skeleton width="40%" />
  const attempt = newestAttempt(delivery)
  const why = whyOf(delivery)
  return (
    <section className="test-result" aria-label="Result of the test">
      <div className="row">
        <DeliveryPill state={delivery.state} />
        {attempt && <OutcomeLine outcome={attemptOutcome(attempt)} />}
        <span className="grow" />
        <a href={printRoute({ screen: 'deliveries', id: delivery.id, tab: null, q: '' })}>Open the delivery</a>
      </div>
      {why && <WhyBox why={why} />}
      {attempt && <Timings attempt={attempt} />}
      {attempt?.response && attempt.response.body !== '' && <CodeBlock>{textOf(attempt.response.body)}</CodeBlock>}
    </section>
  )
}

const stages = [
  { field: 'dnsMs', label: 'DNS' },
  { field: 'connectMs', label: 'TCP' },
  { field: 'tlsMs', label: 'TLS' },
  { field: 'firstByteMs', label: 'Answer' },
  { field: 'totalMs', label: 'In all' },
] as const

function Timings({ attempt: { timing } }: { attempt: Attempt }): ReactElement | null {
  if (timing === null) return null
  return (
    <dl className="test-timings">
      {stages.map(({ field, label }) => {
        const ms = timing[field]
        return ms === null ? null : (
          <div key={field}>
            <dt>{label}</dt>
            <dd className="mono">{formatDuration(ms)}</dd>
          </div>
        )
      })}
    </dl>
  )
}

const mostShown = 2000

const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))).slice(0, mostShown)
