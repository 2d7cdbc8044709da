/** One name and value of a query or a form: as it came, and decoded. `null`: its percent signs do not decode. */
export type EncodedPair = { raw: string; name: string | null; value: string | null }

/** Takes a query or a form apart; order, duplicates and oddities stay. */
export function splitUrlEncoded(text: string): EncodedPair[] {
  return text
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const equals = raw.indexOf('=')
      const [name, value] = equals === -1 ? [raw, ''] : [raw.slice(0, equals), raw.slice(equals + 1)]
      return { raw, name: decode(name), value: decode(value) }
    })
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    // Not UTF-8 behind the percent signs: the raw text is all there is to show.
    return null
  }
}
