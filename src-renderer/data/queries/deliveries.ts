import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

export const deliveriesKey = ['deliveries'] as const

/** The deliveries of a request, newest first. */
export const useDeliveries = (requestId: string): UseQueryResult<Delivery[]> =>
  useQuery({
    queryKey: [...deliveriesKey, requestId],
    queryFn: async ({ signal }) => (await client('requests.deliveries', { id: requestId }, { signal })).items,
  })

/** Puts a delivery's newest state where its request's deliveries are shown. */
export function keepDelivery(delivery: Delivery): void {
  if (delivery.requestId === null) return
  queryClient.setQueryData<Delivery[]>([...deliveriesKey, delivery.requestId], (known) => {
    if (!known) return known
    const isKnown = known.some(({ id }) => id === delivery.id)
    return isKnown ? known.map((old) => (old.id === delivery.id ? delivery : old)) : [delivery, ...known]
  })
}

/** Sends a request again, unchanged. */
export const useReplay = (): UseMutationResult<Delivery, Error, CallOf<'requests.replay'>> =>
  useMutation({ mutationFn: (input) => client('requests.replay', input), onSuccess: keepDelivery })
