const placeholder = /\{([A-Za-z]*)\}/g

/** The names that stand in braces in a template, such as `timestamp` in `t={timestamp}`. */
export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(placeholder)].map(([, name = '']) => name)

/** A template in pieces: text as it is, and the names that are to be filled in. */
export type TemplatePiece = { kind: 'text'; text: string } | { kind: 'field'; name: string }

// The same few templates are filled in for each delivery; users can make up more.
const knownPieces = new Map<string, readonly TemplatePiece[]>()
const knownAtMost = 500

export function templatePieces(template: string): readonly TemplatePiece[] {
  const known = knownPieces.get(template)
  if (known) return known
  if (knownPieces.size >= knownAtMost) knownPieces.clear()
  const pieces = readPieces(template)
  knownPieces.set(template, pieces)
  return pieces
}

const readPieces = (template: string): readonly TemplatePiece[] =>
  template
    .split(/(\{[A-Za-z]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{') && piece.endsWith('}')
        ? { kind: 'field', name: piece.slice(1, -1) }
        : { kind: 'text', text: piece },
    )

/** Fills in a template; each name once, so that what is filled in is not read as a template again. */
export const fillTemplate = (template: string, fields: Readonly<Record<string, string>>): string =>
  templatePieces(template)
    .map((piece) => (piece.kind === 'text' ? piece.text : (fields[piece.name] ?? '')))
    .join('')
