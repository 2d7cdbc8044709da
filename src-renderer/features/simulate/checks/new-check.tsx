import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useRunCheck } from '#renderer/data/queries/checks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { faultAt, faultsOf } from '#renderer/parts/form/form-faults.ts'
import { NumberInput } from '#renderer/parts/form/number-input.tsx'
import { HmacSchemeFields } from '#renderer/parts/form/hmac-scheme-fields.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import { ProviderName as ProviderNames, providerLabels } from '#shared/model/provider.ts'

const providers = ProviderNames.options.map((value) => ({ value, label: providerLabels[value].title }))
const usualAnswerWithinMs = 5000

/** Asks for the handler to check and how it checks signatures. */
export function NewCheck({ onStarted }: { onStarted: (id: string) => void }): ReactElement {
  const [url, setUrl] = useState('')
  const [provider, setProvider] = useState<ProviderName>('stripe')
  const [hmac, setHmac] = useState<HmacScheme | null>(null)
  const [secret, setSecret] = useState('')
  const [answerWithinMs, setAnswerWithinMs] = useState<number | null>(usualAnswerWithinMs)
  const run = useRunCheck()
  const start = (): void =>
    run.mutate(
      {
        url,
        provider,
        hmac: provider === 'hmac' ? hmac : null,
        secret,
        answerWithinMs: answerWithinMs ?? usualAnswerWithinMs,
      },
      { onSuccess: ({ id }) => onStarted(id) },
    )
  useCommands([{ id: 'run-check', title: 'Run the check', group: 'This list', keys: '$mod+Enter', run: start }])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    start()
  }
  const fault = (field: string): string | null => faultAt(faultsOf(run.error), field)
  const isTold = ['url', 'secret', 'answerWithinMs'].some((field) => fault(field) !== null)
  return (
    <form className="chk-new scroll" noValidate onSubmit={submit}>
      <About />
      <Field label="URL of the handler" error={fault('url')}>
        {(control) => (
          <Input
            {...control}
            mono
            placeholder="http://localhost:3000/webhooks"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
      </Field>
      <Field label="Sender whose webhooks it takes">
        {(control) => <Select {...control} options={providers} value={provider} onChange={setProvider} />}
      </Field>
      {provider === 'hmac' && <Scheme scheme={hmac} onChange={setHmac} fault={fault} />}
      <SecretField secret={secret} onChange={setSecret} error={fault('secret')} />
      <Field label="Answers within, in seconds" error={fault('answerWithinMs')}>
        {(control) => <NumberInput {...control} scale={1000} value={answerWithinMs} onChange={setAnswerWithinMs} />}
      </Field>
      {run.error && !isTold && <Refusal error={run.error} />}
      <div>
        <Button type="submit" look="primary" disabled={run.isPending || url === '' || secret === ''}>
          Run the check <Keys binding="$mod+Enter" />
        </Button>
      </div>
    </form>
  )
}

const Refusal = ({ error }: { error: Error }): ReactElement => (
  <p className="hint bad" role="alert">
    {error.message}
  </p>
)

type SecretProps = { secret: string; onChange: (secret: string) => void; error: string | null }

const SecretField = ({ secret, onChange, error }: SecretProps): ReactElement => (
  <Field label="Signing secret" hint="What the handler checks signatures with; for this run only." error={error}>
    {(control) => (
      <Input {...control} mono type="password" value={secret} onChange={({ target }) => onChange(target.value)} />
    )}
  </Field>
)

type SchemeProps = {
  scheme: HmacScheme | null
  onChange: (scheme: HmacScheme) => void
  fault: (field: string) => string | null
}

const Scheme = ({ scheme, onChange, fault }: SchemeProps): ReactElement => (
  <HmacSchemeFields
    scheme={scheme}
    onChange={(changed, onDone) => {
      onChange(changed)
      onDone?.(true)
    }}
    faultOf={(part) => fault(`hmac.${part}`)}
  />
)

const About = (): ReactElement => (
  <>
    <h2>Check a handler</h2>
    <p className="hint">
      Creel sends it good, bad and odd events, and tells what a sender would find: signatures that should be refused,
      copies, a big body, events out of order. Nothing is kept but the report.
    </p>
  </>
)
