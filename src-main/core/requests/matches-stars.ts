/** Text against a pattern in which `*` stands for anything; case does not count. Never looks back, so that no pattern is slow. */
export function matchesStars(pattern: string, text: string): boolean {
  const [start = '', ...rest] = pattern.toLowerCase().split('*')
  const end = rest.pop()
  const wanted = text.toLowerCase()
  if (end === undefined) return wanted === start
  if (!wanted.startsWith(start)) return false
  let at = start.length
  for (const part of rest) {
    const found = wanted.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return wanted.length - at >= end.length && wanted.endsWith(end)
}
