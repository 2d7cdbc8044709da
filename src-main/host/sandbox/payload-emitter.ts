import type { JsonValue } from '#shared/model/event.ts'
import type { TemplateFormat } from '#shared/model/template.ts'
import { maxPayloadLetters } from '#shared/rules/formats/limits.ts'
import { escapeXml } from '#shared/rules/formats/write-xml.ts'

/** A value that a template filled in; what the template says itself arrives as a string. */
export class FilledIn {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }

  // Inside `{% capture %}` it becomes plain text, which is escaped where that is filled in.
  toString(): string {
    return plain(this.value)
  }
}

/** JSON that a filter has written: outside of a string it stands as it is. */
export class JsonText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (value instanceof JsonText) return value.text
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number)
}

/** Writes what a template fills in, so that it can never be more than a value where it stands. */
type Escape = (value: unknown, isInString: boolean) => string

const escapes: Record<TemplateFormat, Escape> = {
  json(value, isInString) {
    if (isInString) return JSON.stringify(plain(value).toWellFormed()).slice(1, -1)
    if (value instanceof JsonText) return value.text
    return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : ((value ?? null) as JsonValue))
  },
  form: (value) => encodeURIComponent(plain(value).toWellFormed()),
  xml: (value) => escapeXml(plain(value)),
  text: plain,
}

/** Where a piece of the result came from in the source, in letters from the start of each. */
type Piece = { at: number; from: number }

/** Gathers a payload. It knows whether the text so far ends inside of a JSON string, and which place wrote what. */
export class PayloadEmitter {
  buffer = ''
  readonly #escape: Escape
  readonly #isJson: boolean
  readonly #pieces: Piece[] = []
  #isInString = false
  #isEscaped = false
  #from = 0

  constructor(format: TemplateFormat) {
    this.#escape = escapes[format]
    this.#isJson = format === 'json'
  }

  /** What is written from now on comes from a place in the source. */
  comesFrom(offset: number): void {
    this.#from = offset
  }

  write(given: unknown): void {
    const isOwn = typeof given === 'string'
    const text = isOwn ? given : this.#escape(given instanceof FilledIn ? given.value : given, this.#isInString)
    if (this.buffer.length + text.length > maxPayloadLetters) {
      throw new Error(`the payload is longer than ${maxPayloadLetters} letters`)
    }
    this.#pieces.push({ at: this.buffer.length, from: this.#from })
    this.buffer += text
    if (isOwn && this.#isJson) this.#follow(text)
  }

  /** The place in the source that wrote a letter of the result. */
  sourceOf(offset: number): number {
    const index = this.#pieces.findLastIndex(({ at }) => at <= offset)
    const piece = this.#pieces[index]
    if (!piece) return 0
    const end = this.#pieces[index + 1]?.at ?? this.buffer.length
    return piece.from + Math.min(offset, Math.max(piece.at, end - 1)) - piece.at
  }

  #follow(text: string): void {
    for (const letter of text) {
      if (this.#isEscaped) this.#isEscaped = false
      else if (letter === '\\') this.#isEscaped = this.#isInString
      else if (letter === '"') this.#isInString = !this.#isInString
    }
  }
}
