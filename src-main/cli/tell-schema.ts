import type { PayloadDrift, PayloadSchema } from '#shared/model/payload-schema.ts'
import { gap } from './table.ts'

/** What the bodies of an event type are like, a field a line, and what changed in them. */
export function tellSchema({ eventType, requestCount, fields, drift }: PayloadSchema): string[] {
  const rows = fields.map(({ path, kinds, coverage, isRequired }) => [
    path,
    kinds.join(' | '),
    isRequired ? 'always' : percent(coverage),
  ])
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return [
    `${eventType}, learnt from ${requestCount} ${requestCount === 1 ? 'request' : 'requests'}`,
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(gap)),
    ...(drift.length > 0 ? ['What changed:', ...drift.map(tellDrift)] : []),
    'JSON Schema, TypeScript and Zod: add --json.',
  ]
}

// What was there almost always was not always there.
const percent = (share: number): string => `${Math.min(99, Math.round(100 * share))} %`

function tellDrift({ kind, path, from, to, requestId, at }: PayloadDrift): string {
  const words = {
    'new-field': 'new',
    'missing-field': 'missing',
    'type-changed': `${from?.join(' | ') ?? ''} became ${to ?? ''}`,
  }
  return `${at}${gap}${path}: ${words[kind]}${gap}${requestId}`
}
