import { useEffect, useState } from 'react'
import { compressionOf, decompress } from './decompress.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A compressed body unpacked for showing; null where it is not compressed, or not yet or not at all unpackable. */
export function useUnpacked(bytes: Bytes, contentEncoding: string | undefined): Bytes | null {
  const [result, setResult] = useState<{ of: Bytes; unpacked: Bytes } | null>(null)
  const format = compressionOf(contentEncoding)
  useEffect(() => {
    if (format === null) return
    let isCurrent = true
    decompress(bytes, format).then(
      (unpacked) => {
        if (isCurrent) setResult({ of: bytes, unpacked })
      },
      // The header promised what the bytes do not hold: they are shown as they came.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [bytes, format])
  return result?.of === bytes ? result.unpacked : null
}
