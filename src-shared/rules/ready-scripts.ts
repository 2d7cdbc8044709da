import { z } from 'zod'
import { AnswerScript } from './answer-script.ts'

const script = (steps: z.input<typeof AnswerScript>['steps'], startsOver = false): AnswerScript =>
  AnswerScript.parse({ steps, startsOver })

const text = (body: string): [string, string][] => (body === '' ? [] : [['Content-Type', 'text/plain; charset=utf-8']])

const answer = (status: number, body: string, headers: [string, string][] = []) => ({
  kind: 'answer' as const,
  answer: { status, headers: [...text(body), ...headers], body, delayMs: 0 },
})

/** Scripts to choose from: what receivers do to their senders. */
export const readyScripts = {
  'fails-3-times': {
    title: 'Fails three times, then succeeds',
    about: '503 three times, then the usual answer. A good sender tries again, each time after a longer wait.',
    script: script([{ ...answer(503, 'Unavailable.\n'), times: 3 }]),
  },
  'rate-limited': {
    title: 'Rate limited',
    about: '429 with Retry-After of 10 seconds twice, then the usual answer. A good sender waits at least so long.',
    script: script([{ ...answer(429, 'Slower.\n', [['Retry-After', '10']]), times: 2 }]),
  },
  gone: {
    title: 'Gone',
    about: '410 for ever. A good sender stops sending here.',
    script: script([{ ...answer(410, 'Gone.\n'), times: null }]),
  },
  redirects: {
    title: 'Redirects',
    about: '307 to another path of the same address, then the usual answer. A good sender does not follow.',
    script: script([answer(307, '', [['Location', '?creel=followed']])]),
  },
  resets: {
    title: 'Resets the connection',
    about: 'The connection breaks twice once the request is stored. A good sender tries again with the same event id.',
    script: script([{ kind: 'reset', times: 2 }]),
  },
  silent: {
    title: 'Never answers',
    about: 'No answer for 30 seconds, twice. A good sender times out and tries again.',
    script: script([{ kind: 'silence', times: 2 }]),
  },
  drips: {
    title: 'Drips',
    about: '200 whose body comes in pieces over 10 seconds, twice. A good sender has a limit for the whole answer.',
    script: script([{ ...answer(200, 'a slow answer\n'), kind: 'drip', times: 2 }]),
  },
  flaky: {
    title: 'Flaky',
    about: 'Every third request fails with 500, for ever.',
    script: script([{ kind: 'usual', times: 2 }, answer(500, 'Sorry.\n')], true),
  },
  dead: {
    title: 'Down',
    about: '500 for ever. A good sender gives up in the end, and tells somebody.',
    script: script([{ ...answer(500, 'Down.\n'), times: null }]),
  },
} as const satisfies Record<string, { title: string; about: string; script: AnswerScript }>

export type ReadyScriptName = keyof typeof readyScripts
export const ReadyScriptName = z.enum(Object.keys(readyScripts) as [ReadyScriptName, ...ReadyScriptName[]])

/** A script to choose from. */
export const ReadyScript = z.object({
  name: ReadyScriptName,
  title: z.string(),
  about: z.string().describe('What it does, and what a good sender does then.'),
  words: z.string().describe('Its steps in words.'),
  script: AnswerScript,
})
export type ReadyScript = z.infer<typeof ReadyScript>
