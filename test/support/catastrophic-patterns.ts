/** A pattern that a backtracking engine needs ages for, and the text that makes it so. */
export type CatastrophicPattern = { pattern: string; text: string }

const long = 40
const run = (letter: string): string => `${letter.repeat(long)}!`

/** What is repeated inside of a repetition: each can be cut up in very many ways. */
const inner = ['a+', 'a*', '(a|a)', '(a|aa)', 'a|a?', '[a-z]+', '\\w+', 'a{1,9}', '(?:a|aa|aaa)', '.+']
const outer = [
  '^(X)+$',
  '^(X)*$',
  '^(?:X){1,50}$',
  '^((X)+)+$',
  '^(X|b)+$',
  '(X)+[^a!]$',
  '^(X)+b',
  '^x?(X)+$',
  '(?:X)+$',
  '^(X)(X)(X)+$',
]

/** A hundred patterns: each inner part in each outer one. */
export const catastrophicPatterns: readonly CatastrophicPattern[] = inner.flatMap((part) =>
  outer.map((frame) => ({ pattern: frame.replaceAll('X', part), text: run('a') })),
)
