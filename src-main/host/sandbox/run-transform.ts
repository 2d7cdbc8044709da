import releaseVariant from '@jitl/quickjs-singlefile-mjs-release-sync'
import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core'
import { newQuickJSWASMModuleFromVariant, shouldInterruptAfterDeadline } from 'quickjs-emscripten-core'
import type { JsonValue } from '#shared/model/event.ts'
import type { TemplateFault } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { Faulty } from '#main/core/sandbox/sandbox.ts'

export type Transformed = { kind: 'value'; value: JsonValue } | Faulty

const memoryBytes = 32 * 1024 * 1024
// With more than this, endless recursion overflows the stack of the host and breaks the engine
// (justjake/quickjs-emscripten#269).
const stackBytes = 128 * 1024

let loaded: Promise<QuickJSWASMModule> | undefined

/** Loads the engine, once. */
export const loadEngine = (): Promise<QuickJSWASMModule> => (loaded ??= newQuickJSWASMModuleFromVariant(releaseVariant))

/**
 * Runs `transform(event)` in an engine without a host: no files, no network, no timers, nothing left from one run to
 * the next. Throws where the engine itself broke: its thread is of no more use then.
 */
export async function runTransform(
  source: string,
  { event, limitMs }: { event: EnvelopeEvent; limitMs: number },
): Promise<Transformed> {
  const engine = await loadEngine()
  const runtime = engine.newRuntime({ memoryLimitBytes: memoryBytes, maxStackSizeBytes: stackBytes })
  const context = runtime.newContext()
  lendFormats(context)
  // From here on: what prepares the engine may not be interrupted, and is not the source's to pay for.
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + limitMs))
  const transformed = evaluate(context, source, event)
  context.dispose()
  runtime.dispose()
  if (transformed.kind === 'faulty' && transformed.fault.message === interrupted) {
    return {
      ...transformed,
      fault: { ...transformed.fault, message: `It ran for more than ${limitMs} ms and was stopped.` },
    }
  }
  return transformed
}

const interrupted = 'InternalError: interrupted.'

function evaluate(context: QuickJSContext, source: string, event: EnvelopeEvent): Transformed {
  const defined = context.evalCode(source, 'transform.js', { type: 'global', strict: true })
  if (defined.error) return { kind: 'faulty', fault: takeFault(context, defined.error), isUnusable: true }
  defined.value.dispose()
  // A `const transform` is no property of the global object: only a script sees it.
  const call = context.evalCode(callTransform, 'creel.js', { type: 'global' })
  if (call.error) return { kind: 'faulty', fault: takeFault(context, call.error), isUnusable: true }
  const input = context.newString(JSON.stringify(event))
  const done = context.callFunction(call.value, context.undefined, input)
  input.dispose()
  call.value.dispose()
  if (done.error) return { kind: 'faulty', fault: takeFault(context, done.error), isUnusable: false }
  const text = context.getString(done.value)
  done.value.dispose()
  return { kind: 'value', value: JSON.parse(text) as JsonValue }
}

const callTransform = `(() => {
  const { parse, stringify } = JSON
  if (typeof transform !== 'function') throw new TypeError('there is no function transform(event)')
  return (input) => {
    const result = transform(parse(input))
    if (result === undefined) throw new TypeError('transform(event) returned nothing: return a payload, or null to skip')
    if (result !== null && typeof result.then === 'function') throw new TypeError('transform(event) must not be async')
    const text = stringify(result)
    if (typeof text !== 'string') throw new TypeError('transform(event) returned what is no JSON')
    return text
  }
})()`

/** Functions over text: `parseXml`, `toXml`, `parseForm` and `toForm`. */
function lendFormats(context: QuickJSContext): void {
  for (const [suffix, { read, write }] of [['Xml', formats.xml] as const, ['Form', formats.form] as const]) {
    lend(context, `parse${suffix}`, (text) => JSON.stringify(read(text)), 'text => parse(give(String(text)))')
    lend(context, `to${suffix}`, (json) => write(JSON.parse(json) as JsonValue), 'value => give(stringify(value))')
  }
}

function lend(context: QuickJSContext, name: string, run: (text: string) => string, wrapper: string): void {
  const give = context.newFunction(name, (given) => {
    try {
      return context.newString(run(context.getString(given)))
    } catch (error) {
      throw context.newError((error as Error).message) as unknown as Error
    }
  })
  const make = context.unwrapResult(
    context.evalCode(`(give => { const { parse, stringify } = JSON; return ${wrapper} })`, 'creel.js'),
  )
  const made = context.unwrapResult(context.callFunction(make, context.undefined, give))
  context.setProp(context.global, name, made)
  for (const handle of [give, make, made]) handle.dispose()
}

type Told = { name?: unknown; message?: unknown; stack?: unknown }

function takeFault(context: QuickJSContext, error: QuickJSHandle): TemplateFault {
  const told: unknown = context.dump(error)
  error.dispose()
  if (typeof told !== 'object' || told === null)
    return { message: `It threw ${String(told)}.`, line: null, column: null }
  const { name, message, stack } = told as Told
  const [, line, column] = /transform\.js:(\d+)(?::(\d+))?/.exec(typeof stack === 'string' ? stack : '') ?? []
  return {
    message: `${String(name)}: ${String(message).replace(/\.$/, '')}.`,
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
  }
}
