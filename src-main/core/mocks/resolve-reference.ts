import { isObject } from './json-object.ts'
import { LeftOutError } from './left-out-error.ts'

const stepsAtMost = 20

/** What stands at the end of a chain of references, and the references that led there. */
export type Resolved = { value: unknown; through: readonly string[] }

/**
 * Follows `$ref`s inside a document (RFC 6901 pointers in a fragment). Nothing is fetched.
 * Throws `LeftOutError` for what lies elsewhere, is missing or leads to itself.
 */
export function resolveReference(document: unknown, value: unknown): Resolved {
  const through: string[] = []
  let current = value
  for (;;) {
    const reference = isObject(current) && Object.hasOwn(current, '$ref') ? current['$ref'] : undefined
    if (typeof reference !== 'string') return { value: current, through }
    if (through.includes(reference) || through.length >= stepsAtMost) {
      throw new LeftOutError(`The reference ${reference} leads to itself.`)
    }
    through.push(reference)
    current = lookUp(document, reference)
  }
}

function lookUp(document: unknown, reference: string): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) {
    throw new LeftOutError(
      `The reference ${reference} leads out of the document; only those that begin with #/ are followed.`,
    )
  }
  let current = document
  for (const part of reference.split('/').slice(1).map(unescape)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) {
      throw new LeftOutError(`The reference ${reference} leads nowhere: there is no “${part}”.`)
    }
    current = (current as Record<string, unknown>)[part]
  }
  return current
}

function unescape(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
