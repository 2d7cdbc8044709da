import { formatSize } from '#renderer/parts/format-bytes.ts'
import { formatDateTime } from '#renderer/parts/format-time.ts'
import type { FormattedJson, JsonNode } from '#shared/json/format-json.ts'

/** A note behind a value of the formatted text. */
export type Inlay = { line: number; offset: number; text: string }

const years = { from: Date.UTC(2001, 8, 9), to: Date.UTC(2100, 0, 1) }

// Ids of ten digits are as common as times: a name that says "id" is believed over the number.
const idName = /(^|[_-])id$|Id$/
// A bare `size` is left out: GitHub's, for one, counts kilobytes.
const bytesName = /bytes$|(^|[_-])(file|content)[_-]?(size|length)$/i

function momentOf(value: number): Date | null {
  const ms = value < 1e11 ? value * 1000 : value
  return ms >= years.from && ms < years.to ? new Date(ms) : null
}

function noteOn(node: JsonNode, raw: string): string | null {
  if (node.type !== 'number' || typeof node.key !== 'string' || !/^\d+(\.\d+)?$/.test(raw)) return null
  const value = Number(raw)
  if (bytesName.test(node.key)) return value >= 1000 ? formatSize(value) : null
  const moment = idName.test(node.key) ? null : momentOf(value)
  return moment && formatDateTime(moment)
}

/** Says what a reader would have to work out: the date of an epoch time, the size behind a count of bytes. */
export function jsonInlays(json: FormattedJson, limit = 2000): Inlay[] {
  const inlays: Inlay[] = []
  for (const node of json.nodes) {
    if (inlays.length === limit) break
    const text = noteOn(node, json.text.slice(node.start, node.end))
    if (text !== null) inlays.push({ line: node.line, offset: node.end, text })
  }
  return inlays
}
