import type { Client } from '#shared/contract/client.ts'
import type { RequestRow } from '#shared/model/request.ts'

/** All requests that a filter finds, page by page, newest first. */
export async function listAll(call: Client, filter: { sourceId?: string; q?: string } = {}): Promise<RequestRow[]> {
  const rows: RequestRow[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: { items: RequestRow[]; nextCursor: string | null } = await call('requests.list', {
      ...filter,
      limit: 500,
      ...(cursor !== undefined && { cursor }),
    })
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}
