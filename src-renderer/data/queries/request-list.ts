import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { OutputOf } from '#shared/contract/operations.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

type Page = OutputOf<'requests.list'>
type Pages = InfiniteData<Page, string | null>

export const requestListsKey = ['requests', 'list'] as const
const listKey = (q: string) => [...requestListsKey, q] as const
const pageSize = 100

const fetchPage = (q: string, cursor: string | null, signal?: AbortSignal): Promise<Page> =>
  client('requests.list', { limit: pageSize, ...(q !== '' && { q }), ...(cursor !== null && { cursor }) }, { signal })

/** How a list is fetched, page by page. */
export const listOptions = (q: string) =>
  infiniteQueryOptions<Page, Error, Pages, ReturnType<typeof listKey>, string | null>({
    queryKey: listKey(q),
    queryFn: async ({ pageParam, signal }) => {
      const page = await fetchPage(q, pageParam, signal)
      return pageParam === null ? onTopOf(page, late.get(q) ?? []) : page
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** The requests that a filter finds, newest first, page by page. */
export const useRequestList = (q: string): UseInfiniteQueryResult<Pages> =>
  useInfiniteQuery({ ...listOptions(q), placeholderData: (previous) => previous })

/** The rows of a list that are loaded, newest first. */
export const loadedRows = (q: string): RequestRow[] =>
  queryClient.getQueryData<Pages>(listKey(q))?.pages.flatMap((page) => page.items) ?? []

/** The rows that a filter finds and that came after what is loaded, newest first. */
export async function fetchNewer(q: string, after: string | null): Promise<RequestRow[]> {
  const page = await client('requests.list', { limit: 500, q, ...(after !== null && { after }) })
  return missingRows(q, page.items)
}

/** Those rows that a list does not hold yet: a fetch may have brought what the feed tells later. */
export const missingRows = (q: string, rows: readonly RequestRow[]): RequestRow[] => without(loadedRows(q), rows)

function without(known: readonly RequestRow[], rows: readonly RequestRow[]): RequestRow[] {
  const ids = new Set(known.map(({ id }) => id))
  return rows.filter(({ id }) => !ids.has(id))
}

const onTopOf = (page: Page, rows: readonly RequestRow[]): Page =>
  rows.length === 0 ? page : { ...page, items: [...without(page.items, rows), ...page.items] }

/** Rows that came while their list was being fetched: the answer may be older than they are. */
const late = new Map<string, readonly RequestRow[]>()

queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
  const [, kind, q] = event.query.queryKey as [string, string, string]
  const rows = kind === requestListsKey[1] ? late.get(q) : undefined
  if (!rows) return
  late.delete(q)
  putOnTop(q, rows)
})

/** Puts new rows on top of a list. */
export function prependRows(q: string, rows: readonly RequestRow[]): void {
  if (queryClient.isFetching({ queryKey: listKey(q), exact: true }) > 0) late.set(q, [...rows, ...(late.get(q) ?? [])])
  putOnTop(q, rows)
}

function putOnTop(q: string, rows: readonly RequestRow[]): void {
  queryClient.setQueryData<Pages>(listKey(q), (data) => {
    const first = data?.pages[0]
    if (!data || !first) return data
    return { ...data, pages: [onTopOf(first, rows), ...data.pages.slice(1)] }
  })
}

/** Starts a list over from its newest page, and forgets the rest of it. */
export async function startOver(q: string): Promise<void> {
  queryClient.setQueryData<Pages>(listKey(q), (data) =>
    data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
  )
  await queryClient.invalidateQueries({ queryKey: listKey(q), exact: true })
}

/** Has lists fetched anew: the one that is shown at once, others when they are shown again. */
export const outdateLists = (isOutdated: (q: string) => boolean): void =>
  void queryClient.invalidateQueries({
    queryKey: requestListsKey,
    predicate: ({ queryKey }) => isOutdated(String(queryKey[2])),
  })

const changeRows = (change: (rows: RequestRow[]) => RequestRow[]): void => {
  queryClient.setQueriesData<Pages>({ queryKey: requestListsKey }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) } : data,
  )
}

/** Shows a changed row in every list that holds it. */
export const replaceRow = (row: RequestRow): void =>
  changeRows((rows) =>
    rows.some(({ id }) => id === row.id) ? rows.map((old) => (old.id === row.id ? row : old)) : rows,
  )

/** Takes rows out of every list. */
export function removeRows(ids: readonly string[]): void {
  const gone = new Set(ids)
  for (const [q, rows] of late)
    late.set(
      q,
      rows.filter(({ id }) => !gone.has(id)),
    )
  changeRows((rows) => (rows.some(({ id }) => gone.has(id)) ? rows.filter(({ id }) => !gone.has(id)) : rows))
}
