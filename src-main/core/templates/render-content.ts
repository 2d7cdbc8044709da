import type { TemplateFault } from '#shared/model/template.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { Clock } from '#main/core/ports.ts'
import type { RunInSandbox, SourceOfTemplate } from '#main/core/sandbox/sandbox.ts'

/** What became of an event. `skipped`: a transform wants nothing to be sent. `unrenderable`: it never will be. */
export type RenderedContent =
  | { kind: 'rendered'; text: string }
  | { kind: 'skipped' }
  | { kind: 'unrenderable'; reason: string }

/** Makes of an event what a template says, however busy the sandbox is. Jobs of one owner wait for each other. */
export type RenderContent = (
  owner: string,
  content: SourceOfTemplate,
  event: EnvelopeEvent,
  signal: AbortSignal,
) => Promise<RenderedContent>

/** While the sandbox has too much to do, the work waits so long and asks again. */
const busyWaitMs = 250
/** A computer that slept meanwhile lets a good template look like one that never ends: it is tried once more. */
const triesAtMost = 2

export const createRenderContent =
  ({ clock, runInSandbox }: { clock: Clock; runInSandbox: RunInSandbox }): RenderContent =>
  async (owner, content, event, signal) => {
    let reason = ''
    for (let tries = 0; tries < triesAtMost;) {
      const answer = await runInSandbox(owner, { kind: 'render', content, event: plain(event) })
      if (answer.kind === 'done') {
        const { result } = answer
        return result.kind === 'faulty' ? unrenderable(inWords(result.fault)) : result
      }
      if (answer.kind === 'busy') await waitFor(clock, busyWaitMs, signal)
      else {
        reason = answer.reason
        tries += 1
      }
      if (signal.aborted) return unrenderable('Creel stopped first.')
    }
    return unrenderable(reason)
  }

/** The event as templates see it, and nothing else that may hang on to it. */
const plain = ({ id, workspaceId, type, version, source, time, data, metadata }: EnvelopeEvent): EnvelopeEvent => ({
  id,
  workspaceId,
  type,
  version,
  source,
  time,
  data,
  metadata,
})

const inWords = ({ message, line }: TemplateFault): string => (line === null ? message : `Line ${line}: ${message}`)

const unrenderable = (reason: string): RenderedContent => ({ kind: 'unrenderable', reason })

const waitFor = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
  })
