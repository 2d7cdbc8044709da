import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Webhook } from '#shared/model/webhook.ts'
import { client } from '#renderer/data/client.ts'
import { webhooksKey } from './webhooks.ts'

const listedAtOnce = 500

/** Every webhook by its id: its name, its state and its retry policy stand beside each of its deliveries. */
export const useWebhooksById = (): UseQueryResult<ReadonlyMap<string, Webhook>> =>
  useQuery({
    queryKey: [...webhooksKey, 'by-id'],
    queryFn: async ({ signal }) => {
      const { items } = await client('webhooks.list', { limit: listedAtOnce }, { signal })
      return new Map(items.map((webhook) => [webhook.id, webhook]))
    },
    structuralSharing: false,
  })
