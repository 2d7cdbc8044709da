import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'

// Spaces of all kinds, those of no width, and quotes around the whole: what copying brings along.
const brought = /[\s\u200b-\u200d\u2060\ufeff]+/g
const quoted = /^(["'`“‘])(.+)(["'`”’])$/s

const strayWords: readonly { words: string; change: (secret: string) => string }[] = [
  { words: 'a newline after it', change: (secret) => `${secret}\n` },
  { words: 'a carriage return and a newline after it', change: (secret) => `${secret}\r\n` },
  { words: 'a space after it', change: (secret) => `${secret} ` },
  { words: 'a space before it', change: (secret) => ` ${secret}` },
  { words: 'double quotes around it', change: (secret) => `"${secret}"` },
  { words: 'single quotes around it', change: (secret) => `'${secret}'` },
]

/** The secret here, or where the sender keeps it, was saved with spaces or quotes that do not belong to it. */
export function* secretSpaces({ secrets }: Patient): Generator<Trial> {
  for (const { id, secret, hint } of secrets) {
    const bare = secret.replace(quoted, '$2').replaceAll(brought, '')
    if (bare !== secret && bare !== '') {
      yield {
        secrets: [{ id, secret: bare }],
        tell: () => ({
          evidence: `The signature verifies with the secret ${hint} once its spaces and quotes are left out.`,
          fix: 'Remove the secret from the source and add it again without them.',
          action: { kind: 'add-secret' },
        }),
      }
    }
    for (const { words, change } of strayWords) {
      yield {
        secrets: [{ id, secret: change(secret) }],
        tell: () => ({
          evidence: `The signature verifies with the secret ${hint} and ${words}: so it is saved where the sender is configured.`,
          fix: 'Save the secret there again, exactly; `printf %s` writes it to a file without a newline, `echo` adds one.',
          action: null,
        }),
      }
    }
  }
}
