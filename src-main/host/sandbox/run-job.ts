import type { JsonValue } from '#shared/model/event.ts'
import type { JsonSchema } from '#shared/model/event-type.ts'
import type { TemplateFault } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import type { CheckBySchema } from '#main/core/events/json-schema.ts'
import type { FieldUse, Rendered, ResultOf, SandboxJob } from '#main/core/sandbox/sandbox.ts'
import { renderLiquid } from './render-liquid.ts'
import type { Made } from './render-liquid.ts'
import { templateFields } from './template-fields.ts'

type RenderJob = Extract<SandboxJob, { kind: 'render' }>

// Loaded by the first job that needs them: both take longer to load than all the rest.
const loadTransforms = () => import('./run-transform.ts')
const loadSchemas = () => import('#main/core/events/json-schema.ts')

/** Loads what a job needs, so that it does not pay for it out of its own time. */
export async function prepareJob(job: SandboxJob): Promise<void> {
  if (job.kind !== 'render') return
  const { language, inputSchema, outputSchema } = job.content
  if (language === 'javascript') await (await loadTransforms()).loadEngine()
  if (inputSchema || outputSchema) await loadSchemas()
}

/** Does a job on this thread. Throws only where the thread is of no more use. */
export async function runJob(job: SandboxJob, limitMs: number): Promise<ResultOf<SandboxJob>> {
  return job.kind === 'render' ? runRender(job, limitMs) : fieldsOf(job.source)
}

function fieldsOf(source: string): FieldUse[] {
  try {
    return templateFields(source)
  } catch {
    // A source with a mistake has no fields yet; rendering tells the mistake.
    return []
  }
}

async function runRender({ content, event }: RenderJob, limitMs: number): Promise<Rendered> {
  const startedAt = performance.now()
  const { inputSchema, outputSchema, format } = content
  const wrongInput = inputSchema && (await faultBySchema(inputSchema, 'inputSchema', event.data as JsonValue))
  if (wrongInput) return { kind: 'faulty', fault: wrongInput, isUnusable: false }
  const made = await make(content, { event, limitMs })
  if (made.kind !== 'made') return made
  const payload = (): JsonValue => formats[format].read(made.text)
  const wrongOutput = outputSchema && (await faultBySchema(outputSchema, 'outputSchema', payload()))
  if (wrongOutput) return { kind: 'faulty', fault: wrongOutput, isUnusable: false }
  return { kind: 'rendered', text: made.text, tookMs: performance.now() - startedAt }
}

async function make(
  { language, format, source }: RenderJob['content'],
  how: { event: RenderJob['event']; limitMs: number },
) {
  if (language === 'liquid') return renderLiquid(source, format, how)
  const transformed = await (await loadTransforms()).runTransform(source, how)
  if (transformed.kind === 'faulty') return transformed
  return transformed.value === null ? { kind: 'skipped' as const } : writeValue(transformed.value, format)
}

function writeValue(value: JsonValue, format: RenderJob['content']['format']): Made {
  const text = typeof value === 'string' && format !== 'json' ? value : formats[format].write(value)
  const wrong = formats[format].findFault(text)
  if (!wrong) return { kind: 'made', text }
  const message = `What transform(event) returned is no ${formats[format].title}. ${wrong.message}`
  return { kind: 'faulty', fault: { message, line: null, column: null }, isUnusable: false }
}

const keptChecks = 50
const checks = new Map<string, CheckBySchema>()

/** Schemas are compiled once: that takes longer than to check by them. */
async function checkOf(schema: JsonSchema, path: string): Promise<CheckBySchema> {
  const key = JSON.stringify(schema)
  const known = checks.get(key)
  if (known) return known
  const { compileSchema } = await loadSchemas()
  const made = compileSchema(schema, path)
  if (checks.size >= keptChecks) checks.clear()
  checks.set(key, made)
  return made
}

const whose = { inputSchema: 'The data of the event', outputSchema: 'The payload' }

async function faultBySchema(
  schema: JsonSchema,
  path: keyof typeof whose,
  value: JsonValue,
): Promise<TemplateFault | null> {
  try {
    const [first] = (await checkOf(schema, path))(value)
    if (!first) return null
    const where = first.path === '' ? '' : `: ${first.path}`
    return { message: `${whose[path]} is not as its schema says${where} ${first.message}.`, line: null, column: null }
  } catch (error) {
    return { message: (error as Error).message, line: null, column: null }
  }
}
