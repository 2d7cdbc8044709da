import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Check } from '#shared/model/check.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

const listKey = ['checks', 'list'] as const
const oneKey = (id: string) => ['checks', 'one', id] as const
const listedAtOnce = 50

/** The newest checks of handlers. */
export const useChecks = (): UseQueryResult<OutputOf<'checks.list'>> =>
  useQuery({ queryKey: listKey, queryFn: ({ signal }) => client('checks.list', { limit: listedAtOnce }, { signal }) })

/** One check, as far as it has come. */
export const useCheck = (id: string): UseQueryResult<Check> =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => client('checks.get', { id }, { signal }) })

/** Keeps a check as it is now. */
export function keepCheck(check: Check): void {
  queryClient.setQueryData(oneKey(check.id), check)
  queryClient.setQueryData<OutputOf<'checks.list'>>(listKey, (list) => {
    if (!list) return list
    const isKnown = list.items.some(({ id }) => id === check.id)
    const items = isKnown ? list.items.map((item) => (item.id === check.id ? check : item)) : [check, ...list.items]
    return { ...list, items }
  })
}

export const useRunCheck = (): UseMutationResult<Check, Error, CallOf<'checks.run'>> =>
  useMutation({ mutationFn: (input) => client('checks.run', input), onSuccess: keepCheck })

export const useCancelCheck = (): UseMutationResult<Check, Error, string> =>
  useMutation({ mutationFn: (id) => client('checks.cancel', { id }), onSuccess: keepCheck })
