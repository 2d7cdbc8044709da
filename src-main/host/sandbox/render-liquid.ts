import type { Template } from 'liquidjs'
import { Context, LiquidError, toValueSync } from 'liquidjs'
import type { TemplateFault, TemplateFormat } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { placeAt } from '#shared/rules/formats/place-at.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { Faulty } from '#main/core/sandbox/sandbox.ts'
import { createLiquid } from './liquid-engine.ts'
import { PayloadEmitter } from './payload-emitter.ts'

/** Text, or what is wrong with the template that should have made it. */
export type Made = { kind: 'made'; text: string } | Faulty

const liquid = createLiquid()
const keptTemplates = 50
const kept = new Map<string, Template[]>()

/** Sources are parsed once: the same few are rendered again and again. */
export function parseTemplate(source: string): Template[] {
  const known = kept.get(source)
  if (known) return known
  const parsed = liquid.parse(source)
  const [oldest] = kept.keys()
  if (kept.size >= keptTemplates && oldest !== undefined) kept.delete(oldest)
  kept.set(source, parsed)
  return parsed
}

/** Fills an event into a template. The result is checked: what is no JSON or XML is a fault with its line. */
export function renderLiquid(
  source: string,
  format: TemplateFormat,
  { event, limitMs }: { event: EnvelopeEvent; limitMs: number },
): Made {
  const emitter = new PayloadEmitter(format)
  let isUnusable = true
  try {
    const templates = parseTemplate(source)
    isUnusable = false
    const context = new Context({ ...event, event }, liquid.options, { renderLimit: limitMs })
    toValueSync(liquid.renderer.renderTemplates(templates, context, emitter))
  } catch (error) {
    return { kind: 'faulty', fault: faultOf(error), isUnusable }
  }
  const text = format === 'text' ? emitter.buffer : emitter.buffer.trim()
  const wrong = formats[format].findFault(text)
  if (!wrong) return { kind: 'made', text }
  const skipped = format === 'text' ? 0 : emitter.buffer.length - emitter.buffer.trimStart().length
  const { line, column } = placeAt(source, emitter.sourceOf(wrong.offset + skipped))
  const message = `The result is no ${formats[format].title}. ${wrong.message}`
  return { kind: 'faulty', fault: { message, line, column }, isUnusable: false }
}

/** What Liquid says of a mistake, without the excerpt that it adds. */
export function faultOf(error: unknown): TemplateFault {
  const { message } = error as Error
  const [said = ''] = message.split('\n')
  const words = said.replace(/, line:\d+, col:\d+$/, '')
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  if (!LiquidError.is(error)) return { message: sentence, line: null, column: null }
  const { token } = error as unknown as { token: { input: string; begin: number } }
  return { message: sentence, ...placeAt(token.input, token.begin) }
}
