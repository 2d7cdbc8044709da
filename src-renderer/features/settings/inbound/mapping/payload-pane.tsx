import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { Field, TextArea } from '#renderer/parts/field.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import type { TriedPayload } from './use-tried-payload.ts'

/** The body that the mapping is tried on: pasted, the last real one, or the sample. */
export function PayloadPane({ payload }: { payload: TriedPayload }): ReactElement {
  const { text, parsed, lastAt, lastError, type, takeLast, takeSample } = payload
  return (
    <div className="in-payload">
      <Field
        label="Body to try it on"
        hint="Paste what the service sends. It is tried only, and kept nowhere."
        error={parsed.kind === 'mistake' ? parsed.message : null}
      >
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={16}
            placeholder={parsed.kind === 'none' ? 'Reading the last call' : undefined}
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      {lastError && (
        <p className="hint bad" role="alert">
          The last call could not be read. {lastError.message}
        </p>
      )}
      <div className="row">
        <Button small disabled={lastAt === null} onClick={takeLast}>
          Use the last call
        </Button>
        <Button small onClick={takeSample}>
          Use the sample
        </Button>
        {lastAt !== null && (
          <span className="mid">
            Last at <Moment at={lastAt} />
          </span>
        )}
      </div>
    </div>
  )
}
