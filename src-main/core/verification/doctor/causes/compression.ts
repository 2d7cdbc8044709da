import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { withBody } from '#main/core/verification/doctor/patient.ts'

const unpackedBytesAtMost = 10_485_760
const packedBytesAtMost = 1_048_576
const limit = { maxOutputLength: unpackedBytesAtMost }

const ways: readonly { words: string; unpack: (body: Uint8Array) => Buffer }[] = [
  { words: 'gzip', unpack: (body) => gunzipSync(body, limit) },
  { words: 'deflate', unpack: (body) => inflateSync(body, limit) },
  { words: 'raw deflate', unpack: (body) => inflateRawSync(body, limit) },
  { words: 'brotli', unpack: (body) => brotliDecompressSync(body, limit) },
]

/** The body came compressed, but the signature covers it unpacked. */
export function* compression({ request }: Patient): Generator<Trial> {
  if (request.body.length === 0 || request.body.length > packedBytesAtMost) return
  for (const { words, unpack } of ways) {
    const unpacked = unpackOrNothing(unpack, request.body)
    if (unpacked === null) continue
    yield {
      request: withBody(request, unpacked),
      tell: () => ({
        evidence: `The signature verifies over the body unpacked (${words}); it came compressed.`,
        fix: 'Sign and verify the same bytes: let the sender sign what it sends, or unpack the body before the check.',
        action: null,
      }),
    }
  }
}

function unpackOrNothing(unpack: (body: Uint8Array) => Buffer, body: Uint8Array): Buffer | null {
  try {
    return unpack(body)
  } catch {
    return null
  }
}
