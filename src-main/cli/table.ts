/** What stands between two columns. */
export const gap = '  '

/** A table with aligned columns; lines longer than `width` are cut. */
export function alignTable(titles: string[], rows: string[][], width: number | null): string {
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const toLine = (cells: string[]): string =>
    cut(
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(gap)
        .trimEnd(),
      width,
    )
  return [titles.map((title) => title.toUpperCase()), ...rows].map((cells) => `${toLine(cells)}\n`).join('')
}

const cut = (line: string, width: number | null): string =>
  width !== null && line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line
