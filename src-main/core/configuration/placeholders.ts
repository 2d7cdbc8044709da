import type { ConfigurationItem } from '#shared/model/configuration.ts'

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
