import { Send } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactElement, RefObject } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import { AskTarget } from './ask-target.tsx'
import { TargetMenu } from './target-menu.tsx'
import type { TargetChoice } from './use-target.ts'
import { useTarget } from './use-target.ts'

type TargetFormProps = {
  method: string
  onMethod: (method: string) => void
  sourceTarget: string | null
  isSending: boolean
  onSend: (url: string) => void
  onClose: () => void
}

/** Where to send it: the source's target, one of the last ones, or any other. */
export function TargetForm(props: TargetFormProps): ReactElement {
  const { method, sourceTarget, isSending, onMethod, onSend, onClose } = props
  const target = useTarget(sourceTarget, onSend)
  const input = useRef<HTMLInputElement>(null)
  const submit = (): void => {
    if (!isSending) target.submit()
  }
  useEffect(() => input.current?.focus(), [])
  useCommands([
    {
      id: 'send-replay',
      title: 'Send the replay',
      group: 'This request',
      keys: '$mod+Enter',
      keysOnly: true,
      run: submit,
    },
  ])
  return (
    <form
      className="replay-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <MethodField method={method} onMethod={onMethod} />
      <TargetField target={target} input={input} onClose={onClose} />
      <TargetMenu url={target.url} sourceTarget={sourceTarget} onChoose={target.change} />
      {/* Not disabled: a button that is takes the focus away with it. */}
      <Button type="submit" look="primary" aria-disabled={isSending}>
        <Send className="i" aria-hidden="true" />
        {isSending ? 'Sending' : 'Send'} <Keys binding="$mod+Enter" />
      </Button>
      <AskTarget url={target.askedUrl} onSend={target.allow} onClose={target.forbid} />
    </form>
  )
}

const MethodField = ({ method, onMethod }: Pick<TargetFormProps, 'method' | 'onMethod'>): ReactElement => (
  <div className="replay-method">
    <Select
      aria-label="Method"
      options={methodsWith(method).map((value) => ({ value, label: value }))}
      value={method}
      onChange={onMethod}
    />
  </div>
)

const TargetField = ({
  target,
  input,
  onClose,
}: {
  target: TargetChoice
  input: RefObject<HTMLInputElement | null>
  onClose: () => void
}): ReactElement => (
  <div className="grow">
    <Field label={<span className="sr">Target</span>} error={target.error}>
      {(control) => (
        <Input
          {...control}
          mono
          ref={input}
          type="url"
          list="replay-targets"
          placeholder="http://localhost:3000/webhooks"
          value={target.url}
          onChange={(event) => target.change(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
      )}
    </Field>
    <datalist id="replay-targets">
      {target.known.map((url) => (
        <option key={url}>{url}</option>
      ))}
    </datalist>
  </div>
)

const usualMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

const methodsWith = (method: string): string[] =>
  usualMethods.includes(method) ? usualMethods : [method, ...usualMethods]
