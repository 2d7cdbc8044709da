import { cleanImport } from '#shared/import/clean-import.ts'
import type { ImportedRequest } from '#shared/import/imported-request.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { Clock } from '#main/core/ports.ts'
import type { Router } from '#main/core/route.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import type { KeepRequest } from './keep-request.ts'

/** Keeps requests that were imported: searched, shown and replayed like others, but no events, and never sent on. */
export type Importer = (requests: readonly ImportedRequest[], source: LiveSource) => Promise<string[]>

type ImporterParts = { keep: KeepRequest; router: Router; clock: Clock }

export function createImporter({ keep, router, clock }: ImporterParts): Importer {
  const keepOne = (imported: ImportedRequest, source: LiveSource): Promise<string> => {
    const captured = capturedOf(imported, source, clock.now())
    const cameAtMs = imported.receivedAt === null ? null : Date.parse(imported.receivedAt)
    const numbered = keep.number(captured, source, {
      state: 'imported',
      reason: 'imported',
      // A signature is checked for the time when the request first came.
      ...verifyRequest({ ...captured, receivedAtMs: cameAtMs ?? captured.receivedAtMs }, howToVerify(source)),
      reply: null,
      rule: null,
      turn: null,
    })
    const kept = cameAtMs === null ? numbered : { ...numbered, firstCameAtMs: cameAtMs }
    return new Promise((resolve, reject) => {
      keep.commit(kept, (error) => {
        if (error) return reject(error)
        router.add(kept)
        resolve(kept.id)
      })
    })
  }

  return async (requests, source) => {
    const ids: string[] = []
    for (const imported of requests) ids.push(await keepOne(cleanImport(imported), source))
    return ids
  }
}

const capturedOf = ({ method, path, headers, body }: ImportedRequest, source: LiveSource, now: number) => ({
  method,
  target: `/in/${source.token}${path}`,
  path,
  httpVersion: '1.1',
  headers,
  trailers: [],
  body,
  remoteAddress: null,
  receivedAtMs: now,
})

/** What is to be made of a request, before it is made. */
export const tellImport = (imported: ImportedRequest) => {
  const { method, path, headers, body, receivedAt, problems } = cleanImport(imported)
  return {
    method,
    path,
    contentType: valueOf(headers, 'content-type') ?? null,
    headerCount: headers.length,
    bodyBytes: body.length,
    receivedAt,
    problems,
  }
}
