import { celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import type { CelInput } from '@bufbuild/cel'

/** What an expression sees of an event. */
export type CelSubject = Readonly<Record<string, unknown>>

/** What came of an expression: whether it holds, or why that could not be found out. */
export type CelVerdict = { holds: boolean; reason: string | null }

/** An expression that is ready to be asked, or what is wrong with it. */
export type CompiledCel =
  | { kind: 'ready'; evaluate: (subject: CelSubject) => CelVerdict }
  | { kind: 'faulty'; fault: string }

/** A macro goes over no longer list or map than this: an expression must not hold up what comes after it. */
export const maxMacroItems = 1000

const env = celEnv()

/** The only file that knows CEL. Its `matches` is RE2's: no text can make it slow. */
export function compileCel(source: string): CompiledCel {
  try {
    const parsed = parse(source)
    const macros = macroDepth(parsed)
    if (macros > 1) return { kind: 'faulty', fault: 'has a macro inside of a macro, which can take without end' }
    const run = plan(env, parsed)
    return { kind: 'ready', evaluate: (subject) => evaluate(run, subject, macros > 0) }
  } catch (error) {
    return { kind: 'faulty', fault: `is not CEL: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function evaluate(run: ReturnType<typeof plan>, subject: CelSubject, hasMacro: boolean): CelVerdict {
  if (hasMacro && holdsMoreThan(subject, maxMacroItems)) {
    return { holds: false, reason: `A list of the event has more than ${maxMacroItems} items, too many for a macro.` }
  }
  try {
    const result = run(subject as Record<string, CelInput>)
    if (isCelError(result)) return { holds: false, reason: result.message }
    if (typeof result === 'boolean') return { holds: result, reason: null }
    return { holds: false, reason: 'The expression is neither true nor false.' }
  } catch (error) {
    return { holds: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

/** How deep comprehensions, which macros become, stand in one another. */
function macroDepth(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0
  const own = 'case' in node && node.case === 'comprehensionExpr' ? 1 : 0
  return own + Math.max(0, ...Object.values(node).map(macroDepth))
}

function holdsMoreThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  const parts = Object.values(value)
  return parts.length > most || parts.some((part) => holdsMoreThan(part, most))
}
