import type { RunningService } from './service.ts'

/** The bytes of a stored request's body, as the API gives them. */
export async function bodyOf(creel: RunningService, id: string): Promise<Buffer> {
  const answer = await creel.fetch(`/api/v1/requests/${id}/body`)
  return Buffer.from(new Uint8Array(await answer.arrayBuffer()))
}
