import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import { problemError } from '#shared/contract/client.ts'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { authorizedFetch, client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

const ofRequestKey = (requestId: string) => ['deliveries', 'of', requestId] as const
const deliveryKey = (id: string) => ['deliveries', 'one', id] as const

/** The deliveries of a request, newest first. */
export const useDeliveries = (requestId: string): UseQueryResult<Delivery[]> =>
  useQuery({
    queryKey: ofRequestKey(requestId),
    queryFn: async ({ signal }) => (await client('requests.deliveries', { id: requestId }, { signal })).items,
  })

/** One delivery with its attempts. */
export const useDelivery = (id: string): UseQueryResult<Delivery> =>
  useQuery({ queryKey: deliveryKey(id), queryFn: ({ signal }) => client('deliveries.get', { id }, { signal }) })

/** The exact bytes of the body that a delivery sends; asked for only while `isWanted`. */
export const useDeliveryBody = (id: string, isWanted: boolean): UseQueryResult<Uint8Array<ArrayBuffer>> =>
  useQuery({
    queryKey: ['deliveries', 'body', id],
    enabled: isWanted,
    gcTime: 30_000,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const answer = await authorizedFetch(`/api/v1/deliveries/${encodeURIComponent(id)}/body`, { signal })
      if (!answer.ok) throw problemError(answer.status, await answer.text())
      return new Uint8Array(await answer.arrayBuffer())
    },
  })

/** Puts a delivery's newest state where it and its request's deliveries are shown. */
export function keepDelivery(delivery: Delivery): void {
  queryClient.setQueryData<Delivery>(deliveryKey(delivery.id), (known) => (known ? delivery : known))
  if (delivery.requestId === null) return
  queryClient.setQueryData<Delivery[]>(ofRequestKey(delivery.requestId), (known) => {
    if (!known) return known
    const isKnown = known.some(({ id }) => id === delivery.id)
    return isKnown ? known.map((old) => (old.id === delivery.id ? delivery : old)) : [delivery, ...known]
  })
}

/** Fetches anew what is opened of deliveries. */
export function refreshShownDeliveries(): void {
  void queryClient.invalidateQueries({ queryKey: ['deliveries', 'one'] })
  void queryClient.invalidateQueries({ queryKey: ['deliveries', 'of'] })
}

/** Sends a request again, unchanged. */
export const useReplay = (): UseMutationResult<Delivery, Error, CallOf<'requests.replay'>> =>
  useMutation({ mutationFn: (input) => client('requests.replay', input), onSuccess: keepDelivery })

/** Cancels what is still owed of a delivery. */
export const useCancelDelivery = (): UseMutationResult<Delivery, Error, string> =>
  useMutation({ mutationFn: (id) => client('deliveries.cancel', { id }), onSuccess: keepDelivery })
