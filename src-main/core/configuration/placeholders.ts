import type { ConfigurationItem } from '#shared/model/configuration.ts'
import { bad } from './read-configuration.ts'

const placeholder = /^\$\{([A-Z][A-Z0-9_]*)\}$/

/** The name of the secret that a value stands for; null: it is no placeholder. */
const nameIn = (value: unknown): string | null =>
  typeof value === 'string' ? (placeholder.exec(value)?.[1] ?? null) : null

const spelled = (...words: string[]): string =>
  words
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=[^A-Z])/, 'S')

type Auth = { kind: string; secret?: string | null }
type Header = { name: string; value: string | null; isSecret: boolean }

/** A webhook whose secret values are named instead of left out. */
export function withPlaceholders(item: ConfigurationItem): ConfigurationItem {
  const auth = item['auth'] as Auth
  const headers = item['headers'] as Header[]
  return {
    ...item,
    auth: auth.kind === 'none' ? auth : { ...auth, secret: `\${${spelled(item.name, 'auth')}}` },
    headers: headers.map((header) =>
      header.isSecret ? { ...header, value: `\${${spelled(item.name, header.name)}}` } : header,
    ),
  }
}

/** Refuses a secret that is meant to hold a placeholder and is none. Throws `bad-input`. */
export function checkPlaceholders(item: ConfigurationItem): void {
  const auth = item['auth'] as Auth | undefined
  const headers = (item['headers'] ?? []) as Header[]
  const secrets = [
    { place: 'auth.secret', value: auth?.secret },
    ...headers.flatMap(({ value, isSecret }, index) => (isSecret ? [{ place: `headers.${index}.value`, value }] : [])),
  ]
  const wrong = secrets.find(({ value }) => value?.includes('${') === true && nameIn(value) === null)
  if (!wrong) return
  throw bad(
    `The field ${wrong.place} of the webhook “${item.name}” is no placeholder: one stands alone and its name is written in capitals, such as \${OPS_AUTH}. Put the whole value into the variable.`,
  )
}

/** A webhook that is known, its secrets named as a file names them: a placeholder says that a secret is there, not which. */
export function namedAlike(known: ConfigurationItem, wanted: ConfigurationItem): ConfigurationItem {
  const auth = known['auth'] as Auth
  const wantedAuth = wanted['auth'] as Auth | undefined
  const wantedHeaders = (wanted['headers'] ?? []) as Header[]
  const headers = (known['headers'] as Header[]).map((header) => {
    const like = wantedHeaders.find(({ name, isSecret }) => isSecret && name === header.name)
    return header.isSecret && like && isKept(like.value) ? { ...header, value: like.value } : header
  })
  const isSameAuth = auth.kind !== 'none' && wantedAuth?.kind === auth.kind && isKept(wantedAuth.secret)
  return { ...known, headers, auth: isSameAuth ? { ...auth, secret: wantedAuth.secret } : auth }
}

const isKept = (value: string | null | undefined): boolean => value === null || nameIn(value) !== null

/** JSON with its placeholders filled in; what nothing was given for becomes null, which keeps what is known. */
export function fillSecrets(value: unknown, secrets: Readonly<Record<string, string>>, missing: Set<string>): unknown {
  const name = nameIn(value)
  if (name !== null) {
    if (Object.hasOwn(secrets, name)) return secrets[name]
    missing.add(name)
    return null
  }
  if (Array.isArray(value)) return value.map((item) => fillSecrets(item, secrets, missing))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillSecrets(item, secrets, missing)]))
}
