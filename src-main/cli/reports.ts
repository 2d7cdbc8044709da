import { printableLine } from '#main/server/printable.ts'
import type { OperationName, OutputOf } from '#shared/contract/operations.ts'
import { senderQuestions } from '#shared/model/sender-verdict.ts'
import { tellCheck } from './tell-check.ts'
import { tellComparison } from './tell-comparison.ts'
import { tellDelivery } from './tell-delivery.ts'
import { tellSchema } from './tell-schema.ts'
import { tellSubjects } from './tell-subjects.ts'
import { tellTrace } from './tell-trace.ts'

type Reports = { [Name in OperationName]?: (output: OutputOf<Name>) => string[] }

const trialMarks = { fits: 'fits', no: 'no  ', skipped: 'skip', unfinished: '????' }
const stepMarks = { ok: 'ok  ', failed: 'FAIL', skipped: 'skip' }
const judgementMarks = { good: 'ok  ', bad: 'BAD ', open: 'open' }

/** What some operations answer, told as a person would read it; `--json` has all of it. */
const reports: Reports = {
  'requests.compare': tellComparison,
  'requests.replay': tellDelivery,
  'requests.schema': tellSchema,
  'runs.trace': tellTrace,
  'simulations.subjects': tellSubjects,
  'requests.diagnose': ({ summary, findings, trials }) => [
    summary,
    ...findings.flatMap(({ evidence, fix }) => [`      ${evidence}`, `      ${fix}`]),
    ...trials.map(({ outcome, title }) => `${trialMarks[outcome]}  ${title}`),
  ],
  'requests.verification': ({ state, provider, steps, documentation }) => [
    `${state}${provider === null ? '' : ` (${provider})`}`,
    ...steps.flatMap(({ state: mark, title, detail, signedText, received }) => [
      `${stepMarks[mark]}  ${title}${detail === null ? '' : `: ${detail}`}`,
      ...(signedText === null ? [] : [`      Signed text: ${signedText}`]),
      ...(received === null ? [] : [`      Received: ${received}`]),
    ]),
    ...(documentation === null ? [] : [`See ${documentation}`]),
  ],
  'webhooks.check': tellCheck,
  'sources.verdict': ({ script, since, requests, judgements }) => [
    `Script: ${script}. Judged: ${requests} requests since ${since}.`,
    ...judgements.map(
      ({ question, state, detail }) => `${judgementMarks[state]}  ${senderQuestions[question]}: ${detail}`,
    ),
  ],
}

/** The report of an operation that has one; null: its answer is printed field by field. */
export function reportOf(name: OperationName, output: unknown): string | null {
  const lines = (reports[name] as ((output: unknown) => string[]) | undefined)?.(output)
  return lines === undefined ? null : lines.map((line) => `${printableLine(line)}\n`).join('')
}
