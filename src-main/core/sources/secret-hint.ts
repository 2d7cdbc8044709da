/** Enough of a secret to recognise it: its prefix, if it has one, and its last four letters; of a short one nothing. */
export function secretHint(secret: string): string {
  if (secret.length < 16) return '••••'
  const prefix = /^[a-z]{2,10}_/i.exec(secret)?.[0] ?? ''
  return `${prefix}…${secret.slice(-4)}`
}

/** What a person knows a secret by: the name it was given and its hint. */
export const secretLabel = ({ name, hint }: { name: string; hint: string }): string =>
  name === '' ? hint : `${name} (${hint})`
