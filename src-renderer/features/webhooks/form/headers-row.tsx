import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { NamedValueLine } from '#renderer/parts/form/named-value-line.tsx'
import type { WebhookHeader } from '#shared/model/webhook.ts'
import type { WebhookForm } from './use-webhook-form.ts'

/** Headers of the webhook's own. A secret value is kept encrypted and never shown again. */
export function HeadersRow({ form: { draft, base, set, errorOf, errorOfList } }: { form: WebhookForm }): ReactElement {
  const change = (headers: WebhookHeader[]): void => set({ headers })
  const mistake = errorOfList('headers')
  return (
    <div className="form-row wide" role="group" aria-label="Extra headers">
      <div className="row">
        <div className="grow">
          <h3>Extra headers</h3>
          <p className="hint">Sent with every attempt. Secret values are encrypted and masked everywhere.</p>
        </div>
        <Button small onClick={() => change([...draft.headers, { name: '', value: '', isSecret: false }])}>
          <Plus className="i s" aria-hidden="true" />
          Header
        </Button>
      </div>
      {draft.headers.map((line, index) => (
        // Headers have no ids; a removed one makes room for the next.
        <NamedValueLine
          key={index}
          noun="header"
          path="headers"
          index={index}
          line={line}
          saved={base.headers}
          example={['X-Env', 'production']}
          errorOf={errorOf}
          onChange={(header) => change(draft.headers.with(index, header))}
          onRemove={() => change(draft.headers.toSpliced(index, 1))}
        />
      ))}
      {mistake && (
        <p className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
