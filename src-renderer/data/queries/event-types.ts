import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { EventType } from '#shared/model/event-type.ts'
import { client } from '#renderer/data/client.ts'

/** Every type of event: those that come with Creel, then the user's own. */
export const useEventTypes = (): UseQueryResult<EventType[]> =>
  useQuery({
    queryKey: ['event-types'],
    queryFn: async ({ signal }) => (await client('eventTypes.list', {}, { signal })).items,
  })
