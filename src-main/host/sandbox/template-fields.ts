import { analyzeSync } from 'liquidjs'
import type { FieldUse } from '#main/core/sandbox/sandbox.ts'
import { parseTemplate } from './render-liquid.ts'

/** The fields of the event that a template asks for, each where it stands. Throws where it is no template. */
export function templateFields(source: string): FieldUse[] {
  const lines = source.split('\n')
  const { globals } = analyzeSync(parseTemplate(source), { partials: false })
  return Object.values(globals)
    .flat()
    .flatMap((variable) => {
      const segments = variable.toArray()
      // What a segment is may be known only while rendering: `data[name]`.
      if (!segments.every((segment) => typeof segment === 'string' || typeof segment === 'number')) return []
      const { row, col } = variable.location
      const rest = lines[row - 1]?.slice(col - 1) ?? ''
      const hasDefault = /^[^}%]*\|\s*default\b/.test(rest)
      return [{ path: segments.join('.').replace(/^event\./, ''), line: row, column: col, hasDefault }]
    })
}
