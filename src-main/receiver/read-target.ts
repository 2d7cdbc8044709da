/** Where a request target leads: the token of a source and what follows it, byte for byte. */
export type Target = { token: string; path: string }

// Origin form (`/in/<token>/…`) or, as a proxy sends it, absolute form (RFC 9112 section 3.2).
const sourceTarget = /^(?:https?:\/\/[^/?#]*)?\/in\/([\w-]{1,64})(?=[/?#]|$)/i

/** Reads a raw request target; null where it leads to no source. */
export function readTarget(target: string): Target | null {
  const [start, token] = sourceTarget.exec(target) ?? []
  return start === undefined || token === undefined ? null : { token, path: target.slice(start.length) }
}
