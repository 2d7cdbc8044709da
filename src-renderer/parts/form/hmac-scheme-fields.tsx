import type { ReactElement } from 'react'
import { Field, Select } from '#renderer/parts/field.tsx'
import { HmacScheme } from '#shared/model/provider.ts'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs, toTextOrNull } from '#renderer/parts/reading.ts'

/** The scheme that stands where none was set. */
const plainScheme = HmacScheme.parse({})

const algorithms = HmacScheme.shape.algorithm
  .unwrap()
  .options.map((name) => ({ value: name, label: name.toUpperCase().replace('SHA', 'SHA-') }))
const encodings = HmacScheme.shape.encoding.unwrap().options.map((name) => ({ value: name, label: name }))

type TextName = 'header' | 'prefix' | 'timestampHeader' | 'content'

const texts: readonly { name: TextName; label: string; hint?: string; mistake: string }[] = [
  { name: 'header', label: 'Header of the signature', mistake: 'A header has a name.' },
  {
    name: 'prefix',
    label: 'Text before the signature',
    hint: 'Such as sha256=, accepted with or without it.',
    mistake: 'This is not a text.',
  },
  {
    name: 'timestampHeader',
    label: 'Header of the time of signing',
    hint: 'Empty: no time is signed.',
    mistake: 'This is not a text.',
  },
  {
    name: 'content',
    label: 'What is signed',
    hint: '{body} and {timestamp}, and any text between, such as {timestamp}.{body}.',
    mistake: 'What is signed must contain {body}.',
  },
]

type HmacFieldsProps = {
  scheme: HmacScheme | null
  onChange: (scheme: HmacScheme, onDone?: OnDone) => void
  /** What is wrong with a part, where something is. */
  faultOf: (part: keyof HmacScheme) => string | null
}

/** How a sender without a scheme of its own signs. */
export function HmacSchemeFields({ scheme: given, onChange, faultOf }: HmacFieldsProps): ReactElement {
  const scheme = given ?? plainScheme
  const change = (changes: Partial<HmacScheme>, onDone?: OnDone): void => onChange({ ...scheme, ...changes }, onDone)
  return (
    <div className="hmac-fields">
      {texts.map(({ name, label, hint, mistake }) => (
        <DraftField
          key={name}
          mono
          label={label}
          {...(hint !== undefined && { hint })}
          text={scheme[name] ?? ''}
          read={readAs(HmacScheme.shape[name], mistake, name === 'timestampHeader' ? toTextOrNull : undefined)}
          onSave={(value, onDone) => change({ [name]: value }, onDone)}
          error={faultOf(name)}
        />
      ))}
      <Field label="Algorithm">
        {(control) => (
          <Select
            {...control}
            options={algorithms}
            value={scheme.algorithm}
            onChange={(algorithm) => change({ algorithm })}
          />
        )}
      </Field>
      <Field label="Encoding">
        {(control) => (
          <Select
            {...control}
            options={encodings}
            value={scheme.encoding}
            onChange={(encoding) => change({ encoding })}
          />
        )}
      </Field>
    </div>
  )
}
