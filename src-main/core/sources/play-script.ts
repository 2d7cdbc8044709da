import type { Answer } from '#shared/model/answer.ts'
import type { AnswerScript, ScriptPlace, ScriptStep, ScriptStepKind } from '#shared/rules/answer-script.ts'
import { placeInScript } from '#shared/rules/answer-script.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import { fillIn } from '#main/core/rules/fill-in.ts'
import type { Reply } from '#main/core/requests/reply.ts'

/** A script that plays: since when, and how many requests it has answered. `taken` grows as requests come. */
export type PlayingScript = { script: AnswerScript; startedAt: number; taken: number }

/** The turn of one request: how far the script of its source has come with it. */
export type ScriptTurn = {
  startedAt: number
  taken: number
  /** False: the usual answer had its turn. */
  isPlayed: boolean
}

/** What a script gives a request; `reply` null: the usual answer. */
export type PlayedStep = { turn: ScriptTurn; reply: Reply | null; rule: string; reason: string | null }

type StepOf<Kind extends ScriptStepKind> = Extract<ScriptStep, { kind: Kind }>
type Played = { reply: Reply | null; reason: string | null }

const answered = (answer: Answer, manner: Pick<Reply, 'manner'> = {}): Played => ({
  reply: { ...answer, ...manner },
  reason: null,
})

const noAnswer = { status: 0, headers: [], body: '', delayMs: 0 }

const players: { [Kind in ScriptStepKind]: (step: StepOf<Kind>, facts: RequestFacts) => Played } = {
  answer: ({ answer }, facts) => answered(fillIn(answer, facts)),
  usual: () => ({ reply: null, reason: null }),
  reset: () => ({ reply: { ...noAnswer, manner: { kind: 'reset' } }, reason: 'script-reset' }),
  silence: ({ forMs }) => ({ reply: { ...noAnswer, manner: { kind: 'silence', forMs } }, reason: 'script-silence' }),
  drip: ({ answer, overMs }, facts) => answered(fillIn(answer, facts), { manner: { kind: 'drip', overMs } }),
}

// One place where TypeScript cannot follow that the player found by a step's kind is the player for that step.
const play = (step: ScriptStep, facts: RequestFacts): Played =>
  (players[step.kind] as (step: ScriptStep, facts: RequestFacts) => Played)(step, facts)

/** Takes the turn of a request in the script of its source; null: it has none. */
export function playScript(playing: PlayingScript | null, facts: RequestFacts): PlayedStep | null {
  if (playing === null) return null
  const place = placeInScript(playing.script, playing.taken)
  playing.taken += 1
  const counted = { startedAt: playing.startedAt, taken: playing.taken }
  if (place === null) return { turn: { ...counted, isPlayed: false }, reply: null, reason: null, rule: '' }
  const played = play(place.step, facts)
  return { turn: { ...counted, isPlayed: played.reply !== null }, ...played, rule: ruleOf(place) }
}

function ruleOf({ step, number, nth }: ScriptPlace): string {
  const count = step.times === null ? `${nth}` : `${nth} of ${step.times}`
  return step.times === 1 ? `Script, step ${number}` : `Script, step ${number}, ${count}`
}
