const units = [
  { seconds: 172_800, unit: 86_400, word: 'd' },
  { seconds: 7200, unit: 3600, word: 'h' },
  { seconds: 120, unit: 60, word: 'min' },
]

/** `2 s`, `9 min`: rounded down, small units for small times; whole minutes as minutes. */
export function duration(seconds: number): string {
  const found = units.find(({ seconds: from }) => seconds >= from)
  return found ? `${Math.floor(seconds / found.unit)} ${found.word}` : `${seconds} s`
}

/** `9 min before`, `2 h after`: where the time of signing lies, seen from the arrival. */
export const signedDuration = (skewSeconds: number): string =>
  skewSeconds >= 0 ? `${duration(skewSeconds)} before` : `${duration(-skewSeconds)} after`
