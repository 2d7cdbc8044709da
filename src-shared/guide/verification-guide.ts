import { z } from 'zod'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'
import { schemeOf, signatureProfiles } from '#shared/rules/signature-profiles.ts'
import { nextHeader } from '#shared/rules/signature-scheme.ts'
import type { CheckPlan } from './check-plan.ts'
import { planCheck, toleranceSeconds } from './check-plan.ts'
import { writeCsharp } from './languages/csharp.ts'
import { writeGo } from './languages/go.ts'
import { writeJava } from './languages/java.ts'
import { writeNode } from './languages/node.ts'
import { writePhp } from './languages/php.ts'
import { writePython } from './languages/python.ts'
import { writeRuby } from './languages/ruby.ts'
import { writeRust } from './languages/rust.ts'
import { writeShell } from './languages/shell.ts'

/** The languages of the samples, and who writes each. */
const languages = {
  node: { title: 'Node.js', write: writeNode },
  python: { title: 'Python', write: writePython },
  ruby: { title: 'Ruby', write: writeRuby },
  php: { title: 'PHP', write: writePhp },
  go: { title: 'Go', write: writeGo },
  java: { title: 'Java', write: writeJava },
  csharp: { title: 'C#', write: writeCsharp },
  rust: { title: 'Rust', write: writeRust },
  shell: { title: 'Shell', write: writeShell },
} as const satisfies Record<string, { title: string; write: (plan: CheckPlan) => string }>

export type SampleLanguage = keyof typeof languages
export const SampleLanguage = z.enum(Object.keys(languages) as [SampleLanguage, ...SampleLanguage[]])

/** How to check one signature of a webhook: in words, and in code that can be run as it is. */
export const VerificationGuide = z.object({
  title: z.string(),
  describe: z.string(),
  documentation: z.string().nullable().describe('Where the way of signing is written down.'),
  headers: z.array(z.object({ name: z.string(), holds: z.string() })).describe('What to read.'),
  steps: z.array(z.string()).describe('What to do with it, in order.'),
  problem: z.string().nullable().describe('Why a receiver could not check it; then there are no samples.'),
  samples: z.array(z.object({ language: SampleLanguage, title: z.string(), code: z.string() })),
})
export type VerificationGuide = z.infer<typeof VerificationGuide>

const fallbackName = 'WEBHOOK_SECRET'

/** The environment variable in which the samples of a webhook look for its secret: `Orders, live` becomes `ORDERS_LIVE_SECRET`. */
export function secretNameOf(webhookName: string): string {
  const words =
    webhookName
      .toUpperCase()
      .match(/[A-Z0-9]+/g)
      ?.join('_')
      .slice(0, 40) ?? ''
  return /^[A-Z]/.test(words) ? `${words}_SECRET` : fallbackName
}

/**
 * The guide to one signature of a webhook. `secretName` is the environment variable that holds the secret: the secret
 * itself is in no sample.
 */
export function verificationGuide(choice: SignatureChoice, secretName: string = fallbackName): VerificationGuide {
  const plan = planCheck(choice, secretName)
  const profile = choice.profile === 'custom' ? null : signatureProfiles[choice.profile]
  const isReadable = !('problem' in plan)
  return {
    title: profile?.title ?? 'Custom',
    describe: profile?.describe ?? 'A signature of your own making.',
    documentation: profile?.documentation ?? null,
    headers: headersToRead(choice),
    steps: isReadable ? stepsOf(choice, plan) : [],
    problem: isReadable ? null : plan.problem,
    samples: isReadable
      ? SampleLanguage.options.map((language) => ({
          language,
          title: languages[language].title,
          code: languages[language].write(plan),
        }))
      : [],
  }
}

/** A template for people: `{timestamp}.{body}`. */
const inWords = (template: string): string => `“${template}”`

function headersToRead(choice: SignatureChoice): VerificationGuide['headers'] {
  const { scheme, hash } = schemeOf(choice)
  const value = `${scheme.start}${scheme.item.replace('{hash}', hash)}`
  const own = [
    { name: scheme.header, holds: `The signature: ${inWords(value)}` },
    ...(scheme.separator === null
      ? [{ name: nextHeader(scheme.header), holds: 'While a secret is rotated: the same, made with the new one' }]
      : []),
  ]
  return [...own, ...scheme.headers.map(([name, template]) => ({ name, holds: inWords(template) }))]
}

function stepsOf(choice: SignatureChoice, plan: CheckPlan): string[] {
  const { scheme } = schemeOf(choice)
  const hash = plan.hash === 'sha256' ? 'SHA-256' : 'SHA-512'
  const key = plan.key === 'text' ? 'the secret as it stands' : 'the bytes that the base 64 after whsec_ stands for'
  return [
    'Take the body as it came, byte for byte, before anything parses it.',
    ...(plan.timestamp === null
      ? []
      : [
          `Refuse a timestamp that is more than ${toleranceSeconds / 60} minutes off: it may be an old message sent again.`,
        ]),
    `Compute the HMAC with ${hash} of ${inWords(scheme.content)}; the key is ${key}.`,
    `Write it in ${plan.encoding === 'hex' ? 'hex, small letters' : 'base 64'} as ${inWords(scheme.item)}.`,
    plan.separator === null
      ? `Compare it with the header ${plan.header} in constant time, so that the time it takes tells nothing.`
      : `Compare it with each signature in the header ${plan.header} in constant time: while a secret is rotated there are several.`,
    'Remember the webhook-id of what you have handled: an event may come more than once.',
  ]
}
