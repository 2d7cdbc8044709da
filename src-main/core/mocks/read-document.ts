import { AppError } from '#shared/contract/problem.ts'
import { readYaml } from '#main/core/configuration/read-yaml.ts'
import type { JsonObject } from './json-object.ts'
import { isObject, memberOf } from './json-object.ts'

/** An OpenAPI 3 document, of which only the outermost shape is sure. */
export type OpenApiDocument = JsonObject & { paths: JsonObject }

// YAML is read at about a megabyte a second, and the receiver waits meanwhile.
const yamlLettersAtMost = 1_000_000

/** Reads an OpenAPI 3 document from JSON or YAML. Throws `bad-input` that says what is wrong and where. */
export async function readDocument(text: string): Promise<OpenApiDocument> {
  const document = await parse(text)
  if (!isObject(document)) throw bad('', 'The text is no OpenAPI document: it holds no object.')
  checkVersion(document)
  const paths = memberOf(document, 'paths')
  if (!isObject(paths)) throw bad('paths', 'The document has nothing to answer: its “paths” is missing or no object.')
  const odd = Object.keys(paths).find((path) => !path.startsWith('/') && !path.startsWith('x-'))
  if (odd !== undefined) throw bad(`paths.${odd}`, `The path “${odd}” does not begin with a slash.`)
  return { ...document, paths }
}

async function parse(text: string): Promise<unknown> {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (/^\s*[{[]/.test(text)) throw bad('', `The document is not JSON: ${(error as Error).message}`)
  }
  if (text.length > yamlLettersAtMost) throw bad('', 'The document is longer than 1 MB of YAML. Give it as JSON.')
  return readYaml(text).catch((error: unknown) => {
    throw bad('', `The document is neither JSON nor YAML: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function checkVersion(document: JsonObject): void {
  const written = memberOf(document, 'openapi')
  // In YAML a version such as 3.1 is a number.
  const version = typeof written === 'string' ? written : JSON.stringify(written ?? null)
  if (memberOf(document, 'swagger') !== undefined) {
    throw bad('swagger', 'This is a Swagger 2 document. Convert it to OpenAPI 3 first.')
  }
  if (!/^3(\.|$)/.test(version)) {
    throw bad(
      'openapi',
      `The document is no OpenAPI 3: its “openapi” is ${written === undefined ? 'missing' : `“${version}”`}.`,
    )
  }
}

/** An error of a document; `place` is where in it, such as `paths./pets.get`. */
export const bad = (place: string, message: string): AppError =>
  new AppError('bad-input', message, { errors: [{ path: place === '' ? 'document' : `document.${place}`, message }] })
