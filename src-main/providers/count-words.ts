/** `commit` or `commits`: an English noun for a count. */
export const plural = (noun: string, count: number): string => (count === 1 ? noun : `${noun}s`)

/** `one v1 signature`, `2 v1 signatures`: a count with its noun, for people. */
export const countWords = (count: number, noun: string): string =>
  `${count === 1 ? 'one' : count} ${plural(noun, count)}`
