import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { Status } from '#shared/model/status.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { statusKey } from './status.ts'

const keep = (status: Status): void => void queryClient.setQueryData(statusKey, status)

/** Pauses receiving for some minutes; null: until it is resumed. */
export const usePauseReceiving = (): UseMutationResult<Status, Error, number | null> =>
  useMutation({ mutationFn: (minutes) => client('receiving.pause', { minutes }), onSuccess: keep })

export const useResumeReceiving = (): UseMutationResult<Status, Error, void> =>
  useMutation({ mutationFn: () => client('receiving.resume', {}), onSuccess: keep })
