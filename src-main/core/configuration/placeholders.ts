import type { ConfigurationItem } from '#shared/model/configuration.ts'
import type { WebhookCredentials } from '#shared/model/webhook.ts'
import { bad } from './read-configuration.ts'

const placeholder = /^\$\{([A-Z][A-Z0-9_]*)\}$/

/** Values of placeholders by their names. */
export type Secrets = Readonly<Record<string, string>>

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

/** Stands for a secret that is not the wanted one. */
const another = '[another secret]'

/**
 * A webhook that is known, its secrets named as the wanted one names them where they are the same: by `kept`, its own,
 * and by what is given for placeholders. A placeholder that nothing is given for keeps what is there.
 */
export function namedAlike(
  known: ConfigurationItem,
  wanted: ConfigurationItem,
  { kept, given }: { kept: WebhookCredentials; given: Secrets },
): ConfigurationItem {
  const alike = (value: string | null | undefined, own: string | null | undefined): string | null => {
    // Nothing is wanted but that there is one.
    if (value === null || value === undefined) return null
    const name = nameIn(value)
    const text = name === null ? value : given[name]
    return text === undefined || text === own ? value : another
  }
  const auth = known['auth'] as Auth
  const wantedAuth = wanted['auth'] as Auth | undefined
  const wantedHeaders = (wanted['headers'] ?? []) as Header[]
  const headers = (known['headers'] as Header[]).map((header) => {
    const like = wantedHeaders.find(({ name, isSecret }) => isSecret && name === header.name)
    return header.isSecret && like
      ? { ...header, value: alike(like.value, kept.headers[header.name.toLowerCase()]) }
      : header
  })
  const isSameKind = auth.kind !== 'none' && wantedAuth?.kind === auth.kind
  return { ...known, headers, auth: isSameKind ? { ...auth, secret: alike(wantedAuth.secret, kept.auth) } : auth }
}

/** JSON with its placeholders filled in; what nothing was given for becomes null, which keeps what is known. */
export function fillSecrets(value: unknown, secrets: Secrets, missing: Set<string>): unknown {
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
