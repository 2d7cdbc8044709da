import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import type { OutputOf } from '#shared/contract/operations.ts'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { client } from '#renderer/data/client.ts'
import { gathered } from '#renderer/data/gathered.ts'
import { queryClient } from '#renderer/data/query-client.ts'

type Page = OutputOf<'deliveries.list'>
type Pages = InfiniteData<Page, string | null>
type Count = OutputOf<'deliveries.count'>

const listsKey = ['deliveries', 'list'] as const
const countsKey = ['deliveries', 'count'] as const
const listKey = (q: string) => [...listsKey, q] as const
const pageSize = 100

const fetchPage = (q: string, cursor: string | null, signal?: AbortSignal): Promise<Page> =>
  client('deliveries.list', { limit: pageSize, ...(q !== '' && { q }), ...(cursor !== null && { cursor }) }, { signal })

/** The deliveries that a filter finds, newest first, page by page. */
export const useDeliveryList = (q: string): UseInfiniteQueryResult<Pages> =>
  useInfiniteQuery({
    queryKey: listKey(q),
    queryFn: ({ pageParam, signal }) => fetchPage(q, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  })

/** How many deliveries a filter finds. */
export const useDeliveryCount = (q: string): UseQueryResult<Count> =>
  useQuery({
    queryKey: [...countsKey, q],
    queryFn: ({ signal }) => client('deliveries.count', q === '' ? {} : { q }, { signal }),
    placeholderData: (previous) => previous,
  })

const loadedIds = (q: string): ReadonlySet<string> =>
  new Set(queryClient.getQueryData<Pages>(listKey(q))?.pages.flatMap((page) => page.items.map(({ id }) => id)))

/**
 * Brings the newest rows up to date where they stand, and answers how many of those that a filter finds are not in its
 * list yet. Rows that no longer meet the filter stay, and say so: none is taken from under someone who reads.
 */
export async function refreshInPlace(q: string): Promise<number> {
  const [found, newest] = await Promise.all([fetchPage(q, null), q === '' ? null : fetchPage('', null)])
  replaceDeliveryRows([...(newest?.items ?? []), ...found.items])
  const known = loadedIds(q)
  return found.items.filter(({ id }) => !known.has(id)).length
}

/** Starts a list over from its newest page, and forgets the rest of it. */
export async function restartDeliveries(q: string): Promise<void> {
  queryClient.setQueryData<Pages>(listKey(q), (data) =>
    data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
  )
  await queryClient.invalidateQueries({ queryKey: listKey(q), exact: true })
}

/** Shows changed rows in every list that holds them; where they stand stays. */
export function replaceDeliveryRows(rows: readonly DeliveryRow[]): void {
  const changed = new Map(rows.map((row) => [row.id, row]))
  queryClient.setQueriesData<Pages>({ queryKey: listsKey }, (data) => {
    const isShown = data?.pages.some((page) => page.items.some(({ id }) => changed.has(id)))
    if (!data || !isShown) return data
    return {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.map((old) => changed.get(old.id) ?? old) })),
    }
  })
}

/** Has the lists but one fetched anew when they are shown again. */
export const outdateDeliveries = (except: string | null): void =>
  void queryClient.invalidateQueries({ queryKey: listsKey, predicate: ({ queryKey }) => queryKey[2] !== except })

const recountAfterMs = 1000

/** Asks for the counts, once for many changes. */
export const recountDeliveries = gathered(
  () => void queryClient.invalidateQueries({ queryKey: countsKey }),
  recountAfterMs,
)
