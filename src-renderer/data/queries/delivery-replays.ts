import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Delivery, DeliveryState } from '#shared/model/delivery.ts'
import { client } from '#renderer/data/client.ts'
import { touchDeliveries } from '#renderer/data/live-deliveries.ts'
import { keepDelivery } from './deliveries.ts'

/** Makes the next attempt of a delivery to a webhook now. */
export const useRetryDelivery = (): UseMutationResult<Delivery, Error, string> =>
  useMutation({ mutationFn: (id) => client('deliveries.retry', { id }), onSuccess: keepDelivery })

/** Which deliveries a replay is about: those that are named, or those that a filter finds. */
export type ReplaySubject = { ids: string[]; state: DeliveryState } | { q: string }

/** How many of them would be sent; nothing is. Asked for only while `isWanted`. */
export const useReplayableCount = (subject: ReplaySubject, isWanted = true): UseQueryResult<number> =>
  useQuery({
    enabled: isWanted,
    queryKey: ['deliveries', 'count', 'replayable', subject],
    queryFn: async ({ signal }) =>
      (await client('deliveries.replayMany', { ...subject, dryRun: true }, { signal })).count,
  })

/** A replay that was begun: how many it sends, and the filter that finds them. */
export type BegunReplay = { count: number; q: string }

/** Begins to replay many, and answers the filter that finds what is sent. */
export const useReplayMany = (): UseMutationResult<BegunReplay, Error, CallOf<'deliveries.replayMany'>> =>
  useMutation({
    async mutationFn(input) {
      // The newest delivery tells the time by the server's clock: what is replayed comes after it.
      const { items } = await client('deliveries.list', { limit: 1 })
      const { count } = await client('deliveries.replayMany', input)
      const after = new Date(Date.parse(items[0]?.createdAt ?? new Date(0).toISOString()) + 1).toISOString()
      return { count, q: `is:replay after:${after}` }
    },
    onSuccess: touchDeliveries,
  })

const listedAtOnce = 500

/** Cancels what a replay has not sent yet; answers how many those were. */
export const useCancelReplay = (): UseMutationResult<number, Error, string> =>
  useMutation({
    async mutationFn(q) {
      let count = 0
      for (;;) {
        const { items } = await client('deliveries.list', { q: `${q} state:queued attempts:0`, limit: listedAtOnce })
        if (items.length === 0) return count
        const results = await Promise.allSettled(items.map(({ id }) => client('deliveries.cancel', { id })))
        count += results.filter(({ status }) => status === 'fulfilled').length
        if (results.every(({ status }) => status === 'rejected')) return count
      }
    },
    onSettled: touchDeliveries,
  })

/** Looks at the way to a webhook's target; nothing is sent. */
export const useCheckTarget = (): UseMutationResult<OutputOf<'webhooks.check'>, Error, string> =>
  useMutation({ mutationFn: (id) => client('webhooks.check', { id, ping: false }) })
