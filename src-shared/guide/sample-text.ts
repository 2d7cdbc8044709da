import type { TemplatePiece } from '#shared/rules/placeholders.ts'

/** Lines of code, those that are false left out. */
export const lines = (...parts: readonly (string | false)[]): string =>
  parts.filter((part) => part !== false).join('\n')

/** A text as a literal of JavaScript, Python, Go, Java, C# and Rust. The text is printable ASCII. */
export const quote = (text: string): string => JSON.stringify(text)

/** A text as a literal of Ruby and PHP in which nothing is filled in. */
export const quoteSingle = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`

/** Pieces as expressions of a language: its literals for text, its variables for what is filled in. */
export const expressions = (
  pieces: readonly TemplatePiece[],
  literal: (text: string) => string,
  variables: Readonly<Record<string, string>>,
): string[] => pieces.map((piece) => (piece.kind === 'text' ? literal(piece.text) : (variables[piece.name] ?? '')))

/** Why the bytes and not the parsed body. Each language puts its own mark of a comment before it. */
export const rawBodyReason = 'the bytes as they came. JSON that was parsed and written again has another signature.'
