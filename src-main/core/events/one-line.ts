// Besides line breaks and other control characters: the signs that turn the direction of text and could disguise it.
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu

// Most text is this plain: a unit is a letter, and cleaning would change nothing.
const plainLine = /^[!-~\u00a1-\u00ff]+(?: [!-~\u00a1-\u00ff]+)*$/

/** Text of a stranger as one short line: no control characters, at most `maxLetters` letters. */
export function oneLine(text: string, maxLetters: number): string {
  const start = text.slice(0, maxLetters + 1)
  if (plainLine.test(start)) return text.length > maxLetters ? `${text.slice(0, maxLetters - 1)}…` : text
  // A letter takes up to two units: what lies far beyond the end need not be cleaned.
  const line = text
    .slice(0, maxLetters * 4)
    .toWellFormed()
    .replace(unprintable, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  const letters = Array.from(line)
  return letters.length > maxLetters ? `${letters.slice(0, maxLetters - 1).join('')}…` : line
}
