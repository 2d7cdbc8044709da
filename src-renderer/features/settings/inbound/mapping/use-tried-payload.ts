import { useMemo } from 'react'
import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { useLastPayload } from '#renderer/data/queries/inbound.ts'
import { useSettled } from '#renderer/parts/use-settled.ts'
import { inboundSampleBody } from '#shared/export/inbound-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'
import type { TaskMapping } from '#shared/rules/task-mapping.ts'

/** The body that a mapping is tried on. */
export type TriedPayload = {
  text: string
  /** As it was read after the last pause in the typing. `none`: it is not known yet which body it is. */
  parsed: { kind: 'json'; body: JsonValue } | { kind: 'mistake'; message: string } | { kind: 'none' }
  /** When the last real one came; null: none is known. */
  lastAt: string | null
  /** Why the last real one could not be read. */
  lastError: Error | null
  /** When the one that is tried came; null: it was typed, or is the sample. */
  calledAt: string | null
  type: (text: string) => void
  takeLast: () => void
  takeSample: () => void
}

const pretty = (text: string): string => {
  const parsed = parse(text)
  return parsed.kind === 'json' ? JSON.stringify(parsed.body, null, 2) : text
}

function parse(text: string | null): TriedPayload['parsed'] {
  if (text === null) return { kind: 'none' }
  if (text.trim() === '') return { kind: 'mistake', message: 'Paste the JSON that the service sends.' }
  try {
    return { kind: 'json', body: JSON.parse(text) as JsonValue }
  } catch (error) {
    return { kind: 'mistake', message: `This is not JSON: ${error instanceof Error ? error.message : 'unknown'}.` }
  }
}

/** What was typed; until then the last real body, or, where none has come, the sample. */
export function useTriedPayload(saved: TaskMapping): TriedPayload {
  const typed = useInboundDraft(({ payload }) => payload)
  const { data, error } = useLastPayload()
  const last = data?.payload ?? null
  const sample = JSON.stringify(inboundSampleBody(saved), null, 2)
  const isAwaited = data === undefined && error === null
  const text = typed ?? (last === null ? (isAwaited ? null : sample) : pretty(last.text))
  const lastAt = last?.at ?? null
  const calledAt = typed === null ? lastAt : null
  const settled = useSettled(useMemo(() => ({ text, calledAt }), [text, calledAt]))
  const parsed = useMemo(() => parse(settled.text), [settled.text])
  const type = (payload: string | null): void => void useInboundDraft.setState({ payload })
  return {
    text: text ?? '',
    parsed,
    lastAt,
    lastError: error,
    calledAt: settled.calledAt,
    type,
    takeLast: () => type(null),
    takeSample: () => type(sample),
  }
}
