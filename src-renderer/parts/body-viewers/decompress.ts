const formats: Record<string, CompressionFormat> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

// A few kilobytes can unpack to gigabytes: what is shown ends here.
const maxBytes = 32_000_000

/** The format of a content encoding, or null where there is none or it is not known here. */
export const compressionOf = (contentEncoding: string | undefined): CompressionFormat | null =>
  formats[contentEncoding?.trim().toLowerCase() ?? ''] ?? null

/** Unpacks a body for showing, at most 32 MB of it. Rejects where the bytes are not of that format. */
export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader.read(); !part.done && length < maxBytes; part = await reader.read()) {
    parts.push(part.value)
    length += part.value.length
  }
  await reader.cancel()
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
