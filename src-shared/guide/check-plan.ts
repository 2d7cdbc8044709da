import type { TemplatePiece } from '#shared/rules/placeholders.ts'
import { fillTemplate, templatePieces } from '#shared/rules/placeholders.ts'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'
import { schemeOf } from '#shared/rules/signature-profiles.ts'
import type { SignatureHash, SignatureScheme } from '#shared/rules/signature-scheme.ts'

/** A part of a delivery that a receiver reads from a header before it can check the signature. */
export type ReadField = { name: 'eventId' | 'deliveryId' | 'eventType'; header: string }

/** How a receiver checks a signature, step by step: what each language writes down in its own words. */
export type CheckPlan = {
  /** The header with the signature. */
  header: string
  hash: SignatureHash
  encoding: 'hex' | 'base64'
  key: 'text' | 'base64'
  /** Where the time of signing stands; in `start` it follows the text `before`. Null: none is told. */
  timestamp: { kind: 'header'; header: string } | { kind: 'start'; before: string } | null
  fields: readonly ReadField[]
  content: readonly TemplatePiece[]
  /** What the header begins with, once; empty: nothing. */
  start: readonly TemplatePiece[]
  /** One signature in the header: text, and where the signature stands. */
  item: readonly TemplatePiece[]
  /** Between the signatures of several secrets; null: there is one. */
  separator: string | null
  /** The name of the environment variable that holds the secret. */
  secretName: string
}

/** A message older than this, or so far ahead, is refused. */
export const toleranceSeconds = 300

/** The plan of a choice, or why a receiver could not check it: it covers what no header tells. */
export function planCheck(choice: SignatureChoice, secretName: string): CheckPlan | { problem: string } {
  const { scheme, hash } = schemeOf(choice)
  const needed = neededFields(scheme)
  const found = readableFields(scheme, needed)
  const missing = needed.filter((name) => name !== 'timestamp' && !found.some((field) => field.name === name))
  const timestamp = needed.includes('timestamp') || tellsTime(scheme) ? findTimestamp(scheme) : null
  if (needed.includes('timestamp') && timestamp === null) missing.unshift('timestamp')
  if (missing.length > 0) {
    return { problem: `No header tells the receiver the ${missing.join(' and the ')} that is signed: add one.` }
  }
  return {
    header: scheme.header,
    hash,
    encoding: scheme.encoding,
    key: scheme.key,
    timestamp,
    fields: found,
    content: templatePieces(scheme.content),
    start: templatePieces(scheme.start),
    item: templatePieces(fillTemplate(scheme.item, { hash, signature: '{signature}' })),
    separator: scheme.separator,
    secretName,
  }
}

const fieldNames = (pieces: readonly TemplatePiece[]): string[] =>
  pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.name] : []))

const neededFields = (scheme: SignatureScheme): string[] => [
  ...new Set(
    [...fieldNames(templatePieces(scheme.content)), ...fieldNames(templatePieces(scheme.start))].filter(
      (name) => name !== 'body',
    ),
  ),
]

const headerTelling = (scheme: SignatureScheme, name: string): string | undefined =>
  scheme.headers.find(([, template]) => template === `{${name}}`)?.[0]

const tellsTime = (scheme: SignatureScheme): boolean => headerTelling(scheme, 'timestamp') !== undefined

function readableFields(scheme: SignatureScheme, needed: readonly string[]): ReadField[] {
  const names = ['eventId', 'deliveryId', 'eventType'] as const
  return names
    .filter((name) => needed.includes(name))
    .flatMap((name) => {
      // Every delivery carries its event's id in `webhook-id`, whatever signs it.
      const header = headerTelling(scheme, name) ?? (name === 'eventId' ? 'webhook-id' : undefined)
      return header === undefined ? [] : [{ name, header }]
    })
}

function findTimestamp(scheme: SignatureScheme): CheckPlan['timestamp'] {
  const header = headerTelling(scheme, 'timestamp')
  if (header !== undefined) return { kind: 'header', header }
  const [first, second] = templatePieces(scheme.start)
  if (first?.kind === 'field' && first.name === 'timestamp') return { kind: 'start', before: '' }
  const isSecond = first?.kind === 'text' && second?.kind === 'field' && second.name === 'timestamp'
  return isSecond ? { kind: 'start', before: first.text } : null
}
