import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { valueOf } from '#shared/model/header-pairs.ts'

/**
 * The addresses that the sender may have used, likeliest first. Where the source names its address it is that alone.
 * Behind a tunnel the connection is plain and local, so the headers of the way are asked, and then both schemes are
 * possible: a signature that fits any of them was made with the secret.
 */
export function sentUrls(request: CapturedRequest, canonicalUrl: string | null | undefined): readonly string[] {
  if (canonicalUrl) return [canonicalUrl + request.path]
  const hosts = [firstOf(request, 'X-Forwarded-Host'), firstOf(request, 'Host')].filter((host) => host !== null)
  const schemes = [firstOf(request, 'X-Forwarded-Proto'), 'https', 'http'].filter((scheme) => scheme !== null)
  return [...new Set(hosts.flatMap((host) => schemes.map((scheme) => `${scheme}://${host}${request.target}`)))]
}

/** The address that is signed anew. */
export const urlToSign = (request: CapturedRequest, canonicalUrl: string | null | undefined): string =>
  sentUrls(request, canonicalUrl)[0] ?? request.target

// A proxy behind a proxy adds to the list; the sender's own word comes first.
const firstOf = (request: CapturedRequest, name: string): string | null =>
  valueOf(request.headers, name)?.split(',')[0]?.trim() || null
