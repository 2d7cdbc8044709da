import { z } from 'zod'
import { Answer } from '#shared/model/answer.ts'
import { spellSeconds } from './spell-seconds.ts'

/** So long a step takes at most: below what the receiver allows a connection to be still. */
export const longestStepMs = 60_000

/** How many requests a step answers. */
export const StepTimes = z
  .int()
  .min(1)
  .max(1000)
  .nullable()
  .default(1)
  .describe('So many requests in a row; null: all that come from then on.')

const duration = z.int().min(100).max(longestStepMs)

/** One step of a script. `usual` is what the source answers without a script: its rules, else its own answer. */
export const ScriptStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), times: StepTimes, answer: Answer }),
  z.object({ kind: z.literal('usual'), times: StepTimes }),
  z.object({ kind: z.literal('reset'), times: StepTimes }),
  z.object({
    kind: z.literal('silence'),
    times: StepTimes,
    forMs: duration.default(30_000).describe('Then it is closed.'),
  }),
  z.object({
    kind: z.literal('drip'),
    times: StepTimes,
    answer: Answer,
    overMs: duration.default(10_000).describe('The body comes in pieces over so long.'),
  }),
])
export type ScriptStep = z.infer<typeof ScriptStep>
export type ScriptStepKind = ScriptStep['kind']

/** What a source answers one request after the other. After the last step comes the usual answer, or the first step again. */
export const AnswerScript = z.object({
  steps: z.array(ScriptStep).min(1).max(50),
  startsOver: z.boolean().default(false).describe('Begin again after the last step.'),
})
export type AnswerScript = z.infer<typeof AnswerScript>

type StepOf<Kind extends ScriptStepKind> = Extract<ScriptStep, { kind: Kind }>

/** Each kind of step as a person would say it. */
export const scriptSteps: { [Kind in ScriptStepKind]: { title: string; describe: (step: StepOf<Kind>) => string } } = {
  answer: { title: 'Answer', describe: ({ answer }) => describeAnswer(answer) },
  usual: { title: 'The usual answer', describe: () => 'the usual answer' },
  reset: { title: 'Reset the connection', describe: () => 'a reset of the connection' },
  silence: { title: 'No answer', describe: ({ forMs }) => `no answer for ${spellSeconds(forMs / 1000)}` },
  drip: {
    title: 'Slow drip',
    describe: ({ answer, overMs }) => `${answer.status}, dripping over ${spellSeconds(overMs / 1000)}`,
  },
}

function describeAnswer({ status, headers, delayMs }: Answer): string {
  const told = headers.flatMap(([name, value]) => {
    if (/^retry-after$/i.test(name)) return [` with Retry-After ${value}`]
    return /^location$/i.test(name) ? [` to ${value}`] : []
  })
  return `${status}${told.join('')}${delayMs > 0 ? ` after ${spellSeconds(delayMs / 1000)}` : ''}`
}

// One place where TypeScript cannot follow that the entry found by a step's kind is the entry for that step.
const describeStep = (step: ScriptStep): string =>
  (scriptSteps[step.kind].describe as (step: ScriptStep) => string)(step)

const often = ({ times: count }: ScriptStep): string => {
  if (count === 1) return ''
  return count === null ? ', for ever' : `, ${count} times`
}

/** A script as a person would say it: `503, 3 times; then the usual answer`. */
export function describeScript({ steps, startsOver }: AnswerScript): string {
  const words = steps.map((step) => describeStep(step) + often(step))
  const isEndless = steps.some(({ times: count }) => count === null)
  const end = startsOver ? ['all over again'] : ['the usual answer']
  return [...words, ...(isEndless ? [] : end)].join('; then ')
}

/** Which step answers a request, and the how manieth of that step it is, both from 1. */
export type ScriptPlace = { step: ScriptStep; number: number; nth: number }

/** Where a script stands after `taken` requests; null: it is over, the usual answer is given. */
export function placeInScript({ steps, startsOver }: AnswerScript, taken: number): ScriptPlace | null {
  const whole = steps.reduce((sum, { times: count }) => sum + (count ?? Infinity), 0)
  let left = startsOver && whole !== Infinity ? taken % whole : taken
  for (const [index, step] of steps.entries()) {
    const count = step.times ?? Infinity
    if (left < count) return { step, number: index + 1, nth: left + 1 }
    left -= count
  }
  return null
}
