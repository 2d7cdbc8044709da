import type { FormattedJson } from '#shared/json/format-json.ts'
import { formatJson } from '#shared/json/format-json.ts'

/** What the worker answers. */
export type FormatAnswer = { kind: 'done'; json: FormattedJson } | { kind: 'failed'; message: string }

function answer(source: string): FormatAnswer {
  try {
    return { kind: 'done', json: formatJson(source) }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<string>) => self.postMessage(answer(data)))
