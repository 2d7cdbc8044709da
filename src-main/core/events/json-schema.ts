import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { RE2JS } from 're2js'
import { AppError } from '#shared/contract/problem.ts'
import type { JsonSchema } from '#shared/model/event-type.ts'

/** What is wrong with a value; `path` is in the shape of a problem's errors: `assignee.name`. */
export type SchemaFault = { path: string; message: string }

/** Tells what is wrong with a value; nothing: it is as the schema says. */
export type CheckBySchema = (value: unknown) => SchemaFault[]

const toldAtMost = 20

// A pattern of the usual engine can be made to run for years; one of RE2's cannot.
const linearPattern = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern)
    // Ajv tells patterns apart by their text.
    return { test: (text: string): boolean => compiled.matcher(text).find(), toString: () => pattern }
  },
  { code: 'linearPattern' },
)

const createAjv = (): Ajv2020 =>
  new Ajv2020({
    allErrors: true,
    strict: false,
    // Formats are notes to a reader here, as the specification has it where nothing else is agreed.
    validateFormats: false,
    code: { regExp: linearPattern },
  })

/** Makes the check of a JSON Schema (draft 2020-12). Throws `bad-input` where it is none. */
export function compileSchema(schema: JsonSchema, path: string): CheckBySchema {
  const validate = compile(schema, path)
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? [])
          .filter((error) => error.keyword !== 'if')
          .slice(0, toldAtMost)
          .map(toFault)
}

function compile(schema: JsonSchema, path: string): ValidateFunction {
  try {
    // A new one for each: ids of one schema must not be known to another.
    return createAjv().compile(schema)
  } catch (error) {
    const message = `is no JSON Schema of draft 2020-12: ${error instanceof Error ? error.message : String(error)}`
    throw new AppError('bad-input', `The schema cannot be used. It ${message}.`, {
      errors: [{ path, message }],
      cause: error,
    })
  }
}

function toFault({ instancePath, keyword, params, message = 'is not as the schema says' }: ErrorObject): SchemaFault {
  const parts = instancePath.split('/').slice(1).map(unescape)
  const missing = keyword === 'required' ? (params as { missingProperty: string }).missingProperty : null
  const unknown =
    keyword === 'additionalProperties' ? (params as { additionalProperty: string }).additionalProperty : null
  const path = [...parts, ...(missing === null ? [] : [missing]), ...(unknown === null ? [] : [unknown])].join('.')
  return { path, message: missing === null ? (unknown === null ? message : 'is not known') : 'is missing' }
}

// RFC 6901 section 3.
const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')
