import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'

/** Why no event could be made arguments by a text; null: it is a template. */
export type CheckArguments = (text: string) => Promise<string | null>

const remembered = 500

// Only the syntax is asked for: what the arguments come to with an event is for a dry run to say.
const anyEvent: EnvelopeEvent = {
  id: 'evt_00000000000000000000000000',
  workspaceId: 'ws_00000000000000000000000000',
  type: 'any',
  version: 1,
  source: 'any',
  time: '2026-01-01T00:00:00.000Z',
  data: {},
  metadata: {},
}

/** Checks the arguments of tools by the engine that makes them, each text once. */
export function createCheckArguments(runInSandbox: RunInSandbox): CheckArguments {
  const known = new Map<string, string | null>()
  return async (source) => {
    if (!/\{[{%]/.test(source)) return null
    const before = known.get(source)
    if (before !== undefined) return before
    const content = { language: 'liquid', format: 'text', inputSchema: null, outputSchema: null, source } as const
    const answer = await runInSandbox('arguments', { kind: 'render', content, event: anyEvent })
    // Whoever is too busy to look has found nothing; the run finds it.
    if (answer.kind !== 'done') return null
    const { result } = answer
    const fault =
      result.kind === 'faulty' && result.isUnusable
        ? `is no template: ${result.fault.message.replace(/\.$/, '')}`
        : null
    if (known.size >= remembered) known.clear()
    known.set(source, fault)
    return fault
  }
}
