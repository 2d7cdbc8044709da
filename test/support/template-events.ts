import type { TemplateContent } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { SandboxJob } from '#main/core/sandbox/sandbox.ts'

/** An event that templates are tried on. */
export const sampleEvent: EnvelopeEvent = {
  id: 'evt_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
  workspaceId: 'ws_00000000000000000000000000',
  type: 'invoice.paid',
  version: 1,
  source: 'api',
  time: '2026-03-02T08:30:00.000Z',
  data: {
    customer: { name: 'O"Hara & <Sons>', email: 'ap@corva.example' },
    amount: 14900,
    items: [
      { name: 'Hooks', count: 3 },
      { name: 'Line\nbreak', count: 1 },
    ],
  },
  metadata: { actorId: 'usr_7' },
}

type Given = Partial<TemplateContent> & { source: string }

export const templateContent = (given: Given): TemplateContent => ({
  language: 'liquid',
  format: 'json',
  contentType: null,
  inputSchema: null,
  outputSchema: null,
  tests: [],
  ...given,
})

export const renderJob = (given: Given, event = sampleEvent): SandboxJob & { kind: 'render' } => ({
  kind: 'render',
  content: templateContent(given),
  event,
})
