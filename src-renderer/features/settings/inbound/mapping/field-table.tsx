import { useId } from 'react'
import type { ReactElement } from 'react'
import { Input } from '#renderer/parts/field.tsx'
import type { OutputOf } from '#shared/contract/operations.ts'
import type { MappedField } from '#shared/rules/task-mapping.ts'
import { isWord, mappedFieldNames, mappedFields } from '#shared/rules/task-mapping.ts'
import type { MappingDraft } from './use-mapping-draft.ts'

type Preview = OutputOf<'inbound.preview'>
type Reading = Preview['fields'][number]

const labels: Record<MappedField, string> = {
  externalId: 'External id',
  title: 'Title',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  assignee: 'Assignee',
  due: 'Due',
  labels: 'Labels',
  category: 'Category',
}

type TableProps = {
  draft: MappingDraft
  /** The places of the body that is tried, to choose from. */
  paths: readonly string[]
  preview: Preview | undefined
}

/** A line for each field of a task: where it is looked for, what stands there and what becomes of it. */
export function FieldTable({ draft, paths, preview }: TableProps): ReactElement {
  const id = useId()
  return (
    <>
      <datalist id={`${id}-paths`}>
        {paths.map((path) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </datalist>
      <table className="in-table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Where</th>
            <th scope="col">Becomes</th>
          </tr>
        </thead>
        <tbody>
          {mappedFieldNames.map((field) => (
            <FieldRow
              key={field}
              field={field}
              paths={`${id}-paths`}
              draft={draft}
              reading={preview?.fields.find((one) => one.field === field)}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

function FieldRow({
  field,
  paths,
  draft: { mapping, change },
  reading,
}: {
  field: MappedField
  paths: string
  draft: MappingDraft
  reading: Reading | undefined
}): ReactElement {
  const id = useId()
  const isUnfit = (reading?.error ?? null) !== null
  const setPlace = (place: string): void => {
    const { [field]: _, ...others } = mapping.fields
    change({ fields: place === '' ? others : { ...others, [field]: place } })
  }
  return (
    <tr>
      <th scope="row">{labels[field]}</th>
      <td>
        <Input
          mono
          aria-label={`Where ${labels[field]} stands`}
          aria-describedby={id}
          aria-invalid={isUnfit ? true : undefined}
          list={paths}
          maxLength={500}
          placeholder={mappedFields[field].join(' or ')}
          value={mapping.fields[field] ?? ''}
          onChange={(event) => setPlace(event.target.value)}
        />
      </td>
      <td id={id} className={isUnfit ? 'bad' : 'in-value'}>
        {reading && readingWords(reading)}
      </td>
    </tr>
  )
}

const readingWords = ({ field, found, value, error }: Reading): string => {
  if (error !== null) return unfitWords(field, found, error)
  return value === null ? '—' : shown(value)
}

const unfitWords = (field: MappedField, found: unknown, error: string): string =>
  (field === 'status' || field === 'priority') && isWord(found)
    ? `“${shown(found)}” is no ${field}: say below what it means.`
    : `“${shown(found)}” does not fit: ${error}`

const shownLetters = 60

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text
}
