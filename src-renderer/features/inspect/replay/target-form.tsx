import { Send } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Field, Input } from '#renderer/parts/field.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import { AskTarget } from './ask-target.tsx'
import { useTarget } from './use-target.ts'

type TargetFormProps = {
  method: string
  sourceTarget: string | null
  isSending: boolean
  onSend: (url: string) => void
  onClose: () => void
}

/** Where to send it: the source's target, one of the last ones, or any other. */
export function TargetForm({ method, sourceTarget, isSending, onSend, onClose }: TargetFormProps): ReactElement {
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
      <span className="mono method">{method}</span>
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
      <Button type="submit" look="primary" disabled={isSending}>
        <Send className="i" aria-hidden="true" />
        {isSending ? 'Sending' : 'Send'} <Keys binding="$mod+Enter" />
      </Button>
      <AskTarget url={target.askedUrl} onSend={target.allow} onClose={target.forbid} />
    </form>
  )
}
