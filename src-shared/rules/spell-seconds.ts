const units = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
]

/** A stretch of time for people, in at most two units: `5 s`, `2 min`, `1 h 30 min`. */
export function spellSeconds(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  const index = units.findIndex((unit) => Math.round(seconds) >= unit.seconds)
  const [first, second] = [units[index], units[index + 1]]
  if (!first) return '0 s'
  // Rounded before it is split, so that 119.6 s is 2 min and not 1 min 60 s; which may fill the unit above.
  const smallest = second?.seconds ?? 1
  const rounded = Math.round(seconds / smallest) * smallest
  if (rounded >= (units[index - 1]?.seconds ?? Infinity)) return spellSeconds(rounded)
  const rest = second ? (rounded % first.seconds) / second.seconds : 0
  const whole = `${Math.floor(rounded / first.seconds)} ${first.name}`
  return second && rest > 0 ? `${whole} ${rest} ${second.name}` : whole
}
