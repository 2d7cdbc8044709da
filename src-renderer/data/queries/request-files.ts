import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ExportFormat } from '#shared/export/formats.ts'
import { problemError } from '#shared/contract/client.ts'
import { authorizedFetch } from '#renderer/data/client.ts'

type Bytes = Uint8Array<ArrayBuffer>

async function fetchFile(id: string, file: string, signal?: AbortSignal, of = 'requests'): Promise<Response> {
  const answer = await authorizedFetch(`/api/v1/${of}/${encodeURIComponent(id)}/${file}`, signal ? { signal } : {})
  if (!answer.ok) throw problemError(answer.status, await answer.text())
  return answer
}

/** The exact bytes of a request's body, or its first ones: the rest is then not sent. */
export const useRequestBody = (id: string | null, firstBytes: number | null = null): UseQueryResult<Bytes> =>
  useQuery({
    queryKey: ['requests', 'body', id, firstBytes],
    enabled: id !== null,
    // Bodies are large and quickly fetched again: they do not pile up in memory.
    gcTime: 30_000,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const answer = await fetchFile(id ?? '', 'body', signal)
      return firstBytes === null ? new Uint8Array(await answer.arrayBuffer()) : readFirst(answer, firstBytes)
    },
  })

async function readFirst(answer: Response, count: number): Promise<Bytes> {
  const bytes = new Uint8Array(count)
  const reader = answer.body?.getReader()
  let length = 0
  for (let part = await reader?.read(); part && !part.done && length < count; part = await reader?.read()) {
    const kept = part.value.subarray(0, count - length)
    bytes.set(kept, length)
    length += kept.length
  }
  await reader?.cancel()
  return bytes.subarray(0, length)
}

/** The exact bytes that a delivery of a request sends. */
export const useSentBody = (deliveryId: string): UseQueryResult<Bytes> =>
  useQuery({
    queryKey: ['deliveries', 'body', deliveryId],
    gcTime: 30_000,
    structuralSharing: false,
    queryFn: async ({ signal }) =>
      new Uint8Array(await (await fetchFile(deliveryId, 'body', signal, 'deliveries')).arrayBuffer()),
  })

/** A request as a command, a program or a message that sends it again. */
export const fetchExport = async (id: string, format: ExportFormat): Promise<string> =>
  (await fetchFile(id, `export?format=${format}`)).text()

/** A `curl` command that sends a request as it came. */
export const fetchCurl = (id: string): Promise<string> => fetchExport(id, 'curl')

/** Requests as one HAR without their secrets. */
export async function fetchShared(ids: readonly string[]): Promise<string> {
  const answer = await authorizedFetch(`/api/v1/requests/export?ids=${ids.join(',')}`)
  if (!answer.ok) throw problemError(answer.status, await answer.text())
  return answer.text()
}
