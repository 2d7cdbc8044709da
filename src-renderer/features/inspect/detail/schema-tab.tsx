import { useState } from 'react'
import type { ReactElement } from 'react'
import { usePayloadSchema } from '#renderer/data/queries/requests.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatMoment } from '#renderer/parts/format-time.ts'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import type { PayloadSchema } from '#shared/model/payload-schema.ts'
import type { Request } from '#shared/model/request.ts'
import { describeChange, placeOfChange } from '#shared/schema/shape-changes.ts'

/** What the bodies of this event type are like, and where they changed. */
export function SchemaTab({ request }: { request: Request }): ReactElement {
  return request.eventType === null ? (
    <p className="tab-note">This request names no event type: there is nothing to learn it from.</p>
  ) : (
    <SchemaOf eventType={request.eventType} sourceId={request.sourceId} />
  )
}

function SchemaOf({ eventType, sourceId }: { eventType: string; sourceId: string }): ReactElement {
  const schema = usePayloadSchema({ eventType, sourceId })
  if (schema.error) {
    const again = <Button onClick={() => void schema.refetch()}>Try again</Button>
    return <ErrorBox title="The schema could not be learnt" error={schema.error} action={again} />
  }
  if (!schema.data) return <p className="tab-note">Reading the stored requests</p>
  return (
    <div className="scroll">
      <Drift drift={schema.data.drift} />
      <Learnt schema={schema.data} />
    </div>
  )
}

function Drift({ drift }: { drift: PayloadSchema['drift'] }): ReactElement | null {
  const now = useNow()
  if (drift.length === 0) return null
  return (
    <section>
      <div className="group-head">
        <h2>Changed on the way, {drift.length}</h2>
      </div>
      <table className="pairs lens" aria-label="Changes">
        <thead>
          <tr>
            <th>Field</th>
            <th>Change</th>
            <th>Since</th>
          </tr>
        </thead>
        <tbody>
          {drift.map((one) => (
            <tr key={`${one.kind} ${one.path}`}>
              <td>{placeOfChange(one)}</td>
              <td>{describeChange(one)}</td>
              <td className="dim">{formatMoment(new Date(one.at), now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const forms = [
  { value: 'fields', label: 'Fields' },
  { value: 'json', label: 'JSON Schema' },
  { value: 'typescript', label: 'TypeScript' },
  { value: 'zod', label: 'Zod' },
] as const
type Form = (typeof forms)[number]['value']

const printed: Record<Exclude<Form, 'fields'>, { language: string; of: (schema: PayloadSchema) => string }> = {
  json: { language: 'json', of: ({ jsonSchema }) => JSON.stringify(jsonSchema, null, 2) },
  typescript: { language: 'typescript', of: ({ typescript }) => typescript },
  zod: { language: 'typescript', of: ({ zod }) => zod },
}

function Learnt({ schema }: { schema: PayloadSchema }): ReactElement {
  const [form, setForm] = useState<Form>('fields')
  const text = form === 'fields' ? null : printed[form].of(schema)
  const { label } = forms.find(({ value }) => value === form) ?? forms[0]
  return (
    <section>
      <div className="group-head">
        <h2>
          {schema.eventType}, learnt from {schema.requestCount} {schema.requestCount === 1 ? 'request' : 'requests'}
        </h2>
        {text !== null && (
          <Button small look="ghost" onClick={() => void copyText(text, label)}>
            Copy
          </Button>
        )}
        <SegmentedControl label="Shown as" options={forms} value={form} onChange={setForm} />
      </div>
      {form === 'fields' || text === null ? (
        <Fields fields={schema.fields} />
      ) : (
        <div className="schema-text">
          <CodeEditor fitsContent text={text} language={printed[form].language} label={label} />
        </div>
      )}
    </section>
  )
}

const Fields = ({ fields }: Pick<PayloadSchema, 'fields'>): ReactElement =>
  fields.length === 0 ? (
    <p className="tab-note">These bodies have no fields.</p>
  ) : (
    <table className="pairs lens" aria-label="Fields">
      <thead>
        <tr>
          <th>Field</th>
          <th>Type</th>
          <th>There in</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, kinds, coverage, isRequired }) => (
          <tr key={path}>
            <td>{path}</td>
            <td>{kinds.join(' or ')}</td>
            <td className="dim">{isRequired ? 'each' : `${Math.max(1, Math.floor(coverage * 100))} %`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
