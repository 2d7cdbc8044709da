import { RE2JS } from 're2js'

export const maxPatternLetters = 500
// One source alone can have hundreds: a mock of a large document.
const maxKeptPatterns = 2000
const kept = new Map<string, RE2JS | null>()

/** A pattern in RE2's language, which no text can make slow; null where it does not compile. */
export function compilePattern(source: string): RE2JS | null {
  const known = kept.get(source)
  if (known !== undefined) return known
  const made = compile(source)
  // Patterns come from settings and are few; a full cache means that they were edited often.
  if (kept.size >= maxKeptPatterns) kept.clear()
  kept.set(source, made)
  return made
}

function compile(source: string): RE2JS | null {
  if (source.length > maxPatternLetters) return null
  try {
    return RE2JS.compile(source)
  } catch {
    return null
  }
}
