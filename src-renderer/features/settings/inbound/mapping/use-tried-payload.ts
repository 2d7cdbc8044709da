import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { useLastPayload } from '#renderer/data/queries/inbound.ts'
import { inboundSampleBody } from '#shared/export/inbound-sample.ts'
import type { TaskMapping } from '#shared/rules/task-mapping.ts'

/** The body that a mapping is tried on. */
export type TriedPayload = {
  text: string
  parsed: { kind: 'json'; body: unknown } | { kind: 'mistake'; message: string }
  /** When the last real one came; null: none is known. */
  lastAt: string | null
  type: (text: string) => void
  takeLast: () => void
  takeSample: () => void
}

const pretty = (text: string): string => {
  const parsed = parse(text)
  return parsed.kind === 'json' ? JSON.stringify(parsed.body, null, 2) : text
}

function parse(text: string): TriedPayload['parsed'] {
  if (text.trim() === '') return { kind: 'mistake', message: 'Paste the JSON that the service sends.' }
  try {
    return { kind: 'json', body: JSON.parse(text) as unknown }
  } catch (error) {
    return { kind: 'mistake', message: `This is not JSON: ${error instanceof Error ? error.message : 'unknown'}.` }
  }
}

/** What was typed; until then the last real body, or, where none has come, the sample. */
export function useTriedPayload(saved: TaskMapping): TriedPayload {
  const typed = useInboundDraft(({ payload }) => payload)
  const { data } = useLastPayload()
  const last = data?.payload ?? null
  const sample = JSON.stringify(inboundSampleBody(saved), null, 2)
  const text = typed ?? (last === null ? sample : pretty(last.text))
  const type = (payload: string | null): void => void useInboundDraft.setState({ payload })
  return {
    text,
    parsed: parse(text),
    lastAt: last?.at ?? null,
    type,
    takeLast: () => type(null),
    takeSample: () => type(sample),
  }
}
