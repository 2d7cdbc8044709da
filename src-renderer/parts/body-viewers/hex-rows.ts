/** Bytes on one line of the hex view. */
export const bytesPerRow = 16

/** One line of the hex view: where it starts, its bytes in hex, and the same bytes as letters. */
export type HexRow = { offset: string; bytes: string[]; letters: string }

/** How many lines a body takes. */
export const hexRowCount = (bytes: Uint8Array): number => Math.ceil(bytes.length / bytesPerRow)

/** The line with this number, made when it is shown: a body of any size costs nothing beforehand. */
export function hexRow(bytes: Uint8Array, index: number): HexRow {
  const start = index * bytesPerRow
  const part = [...bytes.subarray(start, start + bytesPerRow)]
  return {
    offset: start.toString(16).padStart(8, '0'),
    bytes: part.map((byte) => byte.toString(16).padStart(2, '0')),
    letters: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  }
}
