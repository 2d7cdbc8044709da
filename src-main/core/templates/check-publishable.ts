import { AppError } from '#shared/contract/problem.ts'
import type { TemplateContent } from '#shared/model/template.ts'
import { runTests } from './run-tests.ts'
import { fillEvent } from './sample-event.ts'
import type { TryTemplate } from './try-template.ts'

type Where = { workspaceId: string; now: number; despiteTests: boolean }

/** Refuses to publish what cannot be read, or what its own tests say is wrong. Throws `bad-template`. */
export async function checkPublishable(
  run: TryTemplate,
  content: TemplateContent,
  { despiteTests, ...where }: Where,
): Promise<void> {
  if (content.source.trim() === '') throw refusal('source', 'is empty')
  const syntax = await run({ ...content, inputSchema: null, outputSchema: null }, fillEvent({}, where))
  // What the sample does not have is the business of its tests; what nothing can be made of is refused.
  if (syntax.kind === 'faulty' && syntax.isUnusable) {
    const { line, message } = syntax.fault
    throw refusal('source', line === null ? message : `line ${line}: ${message}`)
  }
  if (despiteTests) return
  const failed = (await runTests(run, content, where)).filter(({ passed }) => !passed)
  if (failed.length === 0) return
  throw refusal('tests', `fail: ${failed.map(({ name }) => name).join(', ')}`)
}

const refusal = (path: string, message: string): AppError =>
  new AppError('bad-template', `The template cannot be published: ${path} ${message}.`.replace(/\.\.$/, '.'), {
    errors: [{ path, message }],
  })
