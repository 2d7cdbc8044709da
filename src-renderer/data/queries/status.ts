import { queryOptions, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Status } from '#shared/model/status.ts'
import { client } from '#renderer/data/client.ts'

export const statusKey = ['status'] as const

export const statusOptions = queryOptions({
  queryKey: statusKey,
  queryFn: ({ signal }) => client('status.get', {}, { signal }),
})

/** How Creel is running. */
export const useStatus = (): UseQueryResult<Status> => useQuery(statusOptions)
