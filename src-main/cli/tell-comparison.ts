import type { ComparedLine, Comparison, HeadDifference, Hunk } from '#shared/model/comparison.ts'

/** What differs between two requests, in lines. */
export function tellComparison({ isEqual, head, body }: Comparison): string[] {
  if (isEqual) return ['Nothing differs: method, path, query, headers and body are alike.']
  return [...head.map(tellDifference), ...tellBody(body)]
}

const titles = { method: 'Method', path: 'Path', query: 'Query', header: 'Header' }

const tellDifference = ({ part, name, before, after }: HeadDifference): string =>
  `${titles[part].padEnd(7)} ${name === null ? '' : `${name}: `}${tellValues(before)} → ${tellValues(after)}`

const tellValues = (values: readonly string[]): string => (values.length === 0 ? '(none)' : values.join(' | '))

function tellBody({ isEqual, comparedAs, beforeBytes, afterBytes, hunks, isCut }: Comparison['body']): string[] {
  if (isEqual) return ['Body    alike']
  const sizes = `${beforeBytes} → ${afterBytes} bytes`
  if (comparedAs === 'bytes') return [`Body    differs in its bytes, ${sizes}`]
  return [
    `Body    ${sizes}`,
    ...hunks.flatMap((hunk) => [tellPlace(hunk), ...hunk.lines.map(tellLine)]),
    ...(isCut ? ['More differs than is shown here.'] : []),
  ]
}

const tellPlace = ({ beforeLine, afterLine }: Hunk): string => `@@ line ${beforeLine} → ${afterLine} @@`

const marks = { same: ' ', removed: '-', added: '+' }

const tellLine = ({ kind, text }: ComparedLine): string => `${marks[kind]} ${text}`
