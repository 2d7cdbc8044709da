import type { TemplateContent } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { Rendered, RunInSandbox } from '#main/core/sandbox/sandbox.ts'

/** Makes what a template makes of an event, for someone who looks on. Never throws. */
export type TryTemplate = (content: TemplateContent, event: EnvelopeEvent) => Promise<Rendered>

/** What people try has its own place in the queue: deliveries do not wait for it. */
const owner = 'preview'

export const createTryTemplate =
  (runInSandbox: RunInSandbox): TryTemplate =>
  async ({ tests: _, contentType: _type, ...content }, event) => {
    const answer = await runInSandbox(owner, { kind: 'render', content, event })
    if (answer.kind === 'done') return answer.result
    const message = answer.kind === 'stopped' ? answer.reason : 'Too much is being rendered already. Try it again.'
    return { kind: 'faulty', fault: { message, line: null, column: null }, isUnusable: answer.kind === 'stopped' }
  }
