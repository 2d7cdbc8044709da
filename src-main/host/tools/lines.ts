/** Takes text apart into lines as it comes. */
export type Lines = {
  take: (chunk: Uint8Array) => string[]
  /** A line has grown too long: nothing more is taken. */
  isTooLong: () => boolean
}

export function createLines(mostBytes: number): Lines {
  let chunks: Uint8Array[] = []
  let bytes = 0
  let isTooLong = false

  const add = (part: Uint8Array): void => {
    bytes += part.length
    if (bytes > mostBytes) isTooLong = true
    else chunks.push(part)
  }
  const endLine = (): string => {
    const line = Buffer.concat(chunks).toString()
    chunks = []
    bytes = 0
    return line
  }

  return {
    take(chunk) {
      const lines: string[] = []
      let from = 0
      while (!isTooLong) {
        const to = chunk.indexOf(10, from)
        add(chunk.subarray(from, to === -1 ? undefined : to))
        if (to === -1 || isTooLong) break
        lines.push(endLine())
        from = to + 1
      }
      return lines
    },
    isTooLong: () => isTooLong,
  }
}
