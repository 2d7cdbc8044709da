import type { ReactElement } from 'react'
import { Answer } from '#shared/model/answer.ts'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { printHeaderText, readHeaderText } from '#renderer/parts/header-text.ts'
import { readAs, toNumber } from '#renderer/parts/reading.ts'
import { errorAt } from '#renderer/parts/error-at.ts'

type AnswerFieldsProps = {
  answer: Answer
  onSave: (answer: Answer, onDone?: OnDone) => void
  error: Error | null
  /** Where this answer stands in the source, for what the server finds wrong. */
  path: string
}

const shape = Answer.shape
const readStatus = readAs(shape.status, 'A status is a whole number from 200 to 599.', toNumber)
const readDelay = readAs(shape.delayMs, 'A delay is from 0 to 30,000 milliseconds.', toNumber)
const readHeaders = readAs(shape.headers, 'Each line is a header: Name: value.', readHeaderText)
const readBody = readAs(shape.body, 'An answer has at most 262,144 letters.')

/** What a sender gets: status, headers, body, and how late. */
export function AnswerFields({ answer, onSave, error, path }: AnswerFieldsProps): ReactElement {
  const change = (changes: Partial<Answer>, onDone?: OnDone): void => onSave({ ...answer, ...changes }, onDone)
  return (
    <>
      <div className="two-fields">
        <DraftField
          isNumber
          label="Status"
          text={String(answer.status)}
          read={readStatus}
          onSave={(status, onDone) => change({ status }, onDone)}
          error={errorAt(error, `${path}.status`)}
        />
        <DraftField
          isNumber
          label="Delay (ms)"
          text={String(answer.delayMs)}
          read={readDelay}
          onSave={(delayMs, onDone) => change({ delayMs }, onDone)}
          error={errorAt(error, `${path}.delayMs`)}
        />
      </div>
      <DraftField
        mono
        lines={2}
        label="Headers"
        placeholder="Content-Type: application/json"
        text={printHeaderText(answer.headers)}
        read={readHeaders}
        onSave={(headers, onDone) => change({ headers }, onDone)}
        error={errorAt(error, `${path}.headers`)}
      />
      <DraftField
        mono
        lines={4}
        label="Body"
        hint="{{body.path}}, {{query.name}} and {{header.name}} are filled in from the request."
        text={answer.body}
        read={readBody}
        onSave={(body, onDone) => change({ body }, onDone)}
        error={errorAt(error, `${path}.body`)}
      />
    </>
  )
}
