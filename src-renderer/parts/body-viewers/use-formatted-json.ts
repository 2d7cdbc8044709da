import { useEffect, useMemo, useState } from 'react'
import { startWorker } from '#renderer/parts/trusted-types.ts'
import type { FormattedJson } from '#shared/json/format-json.ts'
import { formatJson } from '#shared/json/format-json.ts'
import type { FormatAnswer } from './format-worker.ts'
// oxlint-disable-next-line import/default -- Vite makes this export
import formatWorkerAddress from './format-worker.ts?worker&url'

/** How far the formatting of a text has come. */
export type Formatting =
  | { kind: 'done'; json: FormattedJson }
  | { kind: 'failed'; message: string }
  | { kind: 'working'; cancel: () => void }
  | { kind: 'cancelled' }

/** Up to this many letters formatting takes less than a frame or two, and a worker would only make it flicker. */
const lettersAtOnce = 1_000_000

/** Formats JSON for viewing: a small text at once, a large one in a worker that can be stopped. */
export function useFormattedJson(source: string): Formatting {
  const isLarge = source.length > lettersAtOnce
  const atOnce = useMemo(() => (isLarge ? null : formatNow(source)), [source, isLarge])
  const [answered, setAnswered] = useState<{ source: string; answer: FormatAnswer } | null>(null)
  const [cancelledSource, setCancelledSource] = useState<string | null>(null)
  const isCancelled = cancelledSource === source

  useEffect(() => {
    if (!isLarge || isCancelled) return
    const worker = startWorker(formatWorkerAddress)
    worker.addEventListener('message', ({ data }: MessageEvent<FormatAnswer>) => setAnswered({ source, answer: data }))
    worker.postMessage(source)
    return () => worker.terminate()
  }, [source, isLarge, isCancelled])

  if (atOnce) return atOnce
  if (answered?.source === source) return answered.answer
  return isCancelled ? { kind: 'cancelled' } : { kind: 'working', cancel: () => setCancelledSource(source) }
}

function formatNow(source: string): Formatting {
  try {
    return { kind: 'done', json: formatJson(source) }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
