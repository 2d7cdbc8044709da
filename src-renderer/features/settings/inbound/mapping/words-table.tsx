import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Input, Select } from '#renderer/parts/field.tsx'
import type { OutputOf } from '#shared/contract/operations.ts'
import { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import { isWord } from '#shared/rules/task-mapping.ts'
import type { MappingDraft } from './use-mapping-draft.ts'

const kinds = {
  statuses: { field: 'status', title: 'Its words for a status', meanings: TaskStatus.options },
  priorities: { field: 'priority', title: 'Its words for a priority', meanings: TaskPriority.options },
} as const

type Kind = keyof typeof kinds
type WordsProps = { draft: MappingDraft; preview: OutputOf<'inbound.preview'> | undefined; kind: Kind }

const spelled = (meaning: string): string => meaning.replaceAll('_', ' ')

/** What the other system's words mean. Usual ones, such as `done` and `urgent`, are known anyway. */
export function WordsTable({ draft: { mapping, change }, preview, kind }: WordsProps): ReactElement {
  const { field, title, meanings } = kinds[kind]
  const words: Readonly<Record<string, string>> = mapping[kind]
  const options = meanings.map((value) => ({ value, label: spelled(value) }))
  const set = (next: Record<string, string>): void => change({ [kind]: next })
  const setMeaning = (word: string, meaning: string): void => set({ ...words, [word]: meaning })
  const remove = (gone: string): void =>
    set(Object.fromEntries(Object.entries(words).filter(([word]) => word !== gone)))
  const reading = preview?.fields.find((one) => one.field === field)
  const unknown = reading && reading.error !== null && isWord(reading.found) ? String(reading.found) : ''
  return (
    <section className="in-words" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {Object.entries(words).map(([word, meaning]) => (
          <li key={word} className="row">
            <code className="grow ell">{word}</code>
            <span className="mid">means</span>
            <Select
              aria-label={`What ${word} means`}
              options={options}
              value={meaning as (typeof options)[number]['value']}
              onChange={(next) => setMeaning(word, next)}
            />
            <IconButton small label={`Forget ${word}`} onClick={() => remove(word)}>
              <X className="i s" aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <NewWord unknown={unknown} field={field} options={options} onAdd={setMeaning} />
    </section>
  )
}

/** What was typed while a word was unknown. */
type Typed = { of: string; text: string }

function NewWord({
  unknown,
  field,
  options,
  onAdd,
}: {
  /** The word of the body that is not understood; it stands ready to be added. */
  unknown: string
  field: string
  options: readonly { value: string; label: string }[]
  onAdd: (word: string, meaning: string) => void
}): ReactElement {
  const [typed, setTyped] = useState<Typed | null>(null)
  // What is being typed stays; a line that is empty takes the next word.
  const word = typed === null || (typed.text === '' && typed.of !== unknown) ? unknown : typed.text
  const setWord = (text: string): void => setTyped({ of: unknown, text })
  const [meaning, setMeaning] = useState(options[0]?.value ?? '')
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (word.trim() === '') return
    onAdd(word, meaning)
    setWord('')
  }
  return (
    <form className="row" onSubmit={add}>
      <Input
        className="grow"
        aria-label={`A word for a ${field}`}
        maxLength={100}
        placeholder="Ready to ship"
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
      <span className="mid">means</span>
      <Select
        aria-label={`What the word for a ${field} means`}
        options={options}
        value={meaning}
        onChange={setMeaning}
      />
      <Button small type="submit" disabled={word.trim() === ''} aria-label={`Add the word for a ${field}`}>
        <Plus className="i s" aria-hidden="true" />
        Add
      </Button>
    </form>
  )
}
