import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { ConnectivityReport } from '#shared/model/connectivity.ts'
import type { Delivery, DeliveryRow } from '#shared/model/delivery.ts'
import type { Webhook, WebhookWithSecret } from '#shared/model/webhook.ts'
import { client } from '#renderer/data/client.ts'
import { gathered } from '#renderer/data/gathered.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { refreshTaskDeliveries } from './tasks.ts'

/** All that is known of webhooks lies below this key. */
export const webhooksKey = ['webhooks'] as const

const listedAtOnce = 500

/** Which webhooks are listed; all where nothing is said. */
export type WebhookFilter = Pick<CallOf<'webhooks.list'>, 'q' | 'status' | 'event' | 'deleted'>

/** The webhooks that a filter finds, oldest first. */
export const useWebhooks = (filter: WebhookFilter): UseQueryResult<OutputOf<'webhooks.list'>> =>
  useQuery({
    queryKey: [...webhooksKey, 'list', filter],
    queryFn: ({ signal }) => client('webhooks.list', { ...filter, limit: listedAtOnce }, { signal }),
    placeholderData: (previous) => previous,
  })

const oneKey = (id: string) => [...webhooksKey, 'one', id] as const

/** One webhook. */
export const useWebhook = (id: string): UseQueryResult<Webhook> =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => client('webhooks.get', { id }, { signal }) })

/** How a receiver checks the signatures of a webhook. It changes with the webhook. */
export const useVerificationGuide = (id: string): UseQueryResult<OutputOf<'webhooks.verificationGuide'>> =>
  useQuery({
    queryKey: [...webhooksKey, 'guide', id],
    queryFn: ({ signal }) => client('webhooks.verificationGuide', { id }, { signal }),
  })

const heldKeys = ['deliveries', 'held'] as const

/** How many deliveries are held for a webhook. */
export const useHeldCount = (id: string): UseQueryResult<OutputOf<'deliveries.count'>> =>
  useQuery({
    queryKey: [...heldKeys, id],
    queryFn: ({ signal }) => client('deliveries.count', { webhookId: id, state: 'held' }, { signal }),
  })

const latestKeys = ['deliveries', 'of-webhook'] as const
const latestCount = 50

/** The newest deliveries to a webhook. */
export const useLatestDeliveries = (id: string): UseQueryResult<DeliveryRow[]> =>
  useQuery({
    queryKey: [...latestKeys, id],
    queryFn: async ({ signal }) =>
      (await client('deliveries.list', { webhookId: id, limit: latestCount }, { signal })).items,
  })

/** Sends again what a dead letter could not deliver. */
export const useReplayDelivery = (): UseMutationResult<Delivery, Error, string> =>
  useMutation({ mutationFn: (id) => client('deliveries.replay', { id }), onSuccess: refreshWebhookDeliveries })

/** Brings what is shown of webhooks and their deliveries up to date, once for many deliveries. */
export const refreshWebhookDeliveries = gathered(() => {
  for (const queryKey of [latestKeys, heldKeys, [...webhooksKey, 'one'], [...webhooksKey, 'list']])
    void queryClient.invalidateQueries({ queryKey })
  refreshTaskDeliveries()
})

const keep = async (webhook: Webhook): Promise<void> => {
  // A fetch that is under way may bring the webhook as it was before.
  await queryClient.cancelQueries({ queryKey: oneKey(webhook.id) })
  queryClient.setQueryData(oneKey(webhook.id), webhook)
  await queryClient.invalidateQueries({ queryKey: webhooksKey })
}

const keepWithoutSecret = ({ secret: _, ...webhook }: WebhookWithSecret): Promise<void> => keep(webhook)

export const useCreateWebhook = (): UseMutationResult<WebhookWithSecret, Error, CallOf<'webhooks.create'>> =>
  useMutation({ mutationFn: (input) => client('webhooks.create', input), onSuccess: keepWithoutSecret })

/** Changes webhooks, one change after the other. */
export const useUpdateWebhook = (): UseMutationResult<Webhook, Error, CallOf<'webhooks.update'>> =>
  useMutation({
    mutationFn: (input) => client('webhooks.update', input),
    onSuccess: keep,
    scope: { id: 'webhooks.update' },
  })

export const useDeleteWebhook = (): UseMutationResult<null, Error, string> =>
  useMutation({
    mutationFn: (id) => client('webhooks.delete', { id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webhooksKey }),
  })

export const useRestoreWebhook = (): UseMutationResult<Webhook, Error, string> =>
  useMutation({ mutationFn: (id) => client('webhooks.restore', { id }), onSuccess: keep })

export const usePauseWebhook = (): UseMutationResult<Webhook, Error, string> =>
  useMutation({ mutationFn: (id) => client('webhooks.pause', { id }), onSuccess: keep })

export const useResumeWebhook = (): UseMutationResult<Webhook, Error, CallOf<'webhooks.resume'>> =>
  useMutation({ mutationFn: (input) => client('webhooks.resume', input), onSuccess: keep })

/** Looks at the way to a webhook's target. */
export const useCheckWebhook = (): UseMutationResult<ConnectivityReport, Error, CallOf<'webhooks.check'>> =>
  useMutation({ mutationFn: (input) => client('webhooks.check', input) })

/** Sends a test event to a webhook. */
export const useTestWebhook = (): UseMutationResult<DeliveryRow, Error, CallOf<'webhooks.test'>> =>
  useMutation({ mutationFn: (input) => client('webhooks.test', input) })

/** Shows a secret that nobody has seen; it is shown once. */
export const useShowSecret = (): UseMutationResult<{ secret: string }, Error, CallOf<'webhooks.showSecret'>> =>
  useMutation({
    mutationFn: (input) => client('webhooks.showSecret', input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webhooksKey }),
  })

export const useRotateSecret = (): UseMutationResult<WebhookWithSecret, Error, CallOf<'webhooks.rotateSecret'>> =>
  useMutation({ mutationFn: (input) => client('webhooks.rotateSecret', input), onSuccess: keepWithoutSecret })

export const useCancelRotation = (): UseMutationResult<Webhook, Error, string> =>
  useMutation({ mutationFn: (id) => client('webhooks.cancelRotation', { id }), onSuccess: keep })

export const useFinalizeRotation = (): UseMutationResult<Webhook, Error, string> =>
  useMutation({ mutationFn: (id) => client('webhooks.finalizeRotation', { id }), onSuccess: keep })
