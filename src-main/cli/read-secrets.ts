import type { Terminal } from '#main/server/terminal.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { SecretField } from './input-flags.ts'
import { kebab } from './input-flags.ts'

/** Reads from stdin the secrets that no flag gives. Throws `bad-input` where nothing comes. */
export async function readSecrets(
  fields: readonly SecretField[],
  flags: Record<string, unknown>,
  { input }: Terminal,
): Promise<Record<string, string>> {
  const missing = fields.find(
    ({ name, isRequired }) => flags[name] === '-' || (isRequired && flags[name] === undefined),
  )?.name
  if (missing === undefined) return {}
  if (flags[missing] === undefined && input.isInteractive) throw noSecret(missing)
  const secret = (await input.read()).replace(/\r?\n$/, '')
  if (secret === '') throw noSecret(missing)
  return { [missing]: secret }
}

const noSecret = (name: string): AppError =>
  new AppError(
    'bad-input',
    `No ${name} was given. Pipe it in, so that it stays out of the shell's history; or end what you type after ` +
      `--${kebab(name)} - with Ctrl+D.`,
  )
