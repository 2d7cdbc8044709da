import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of links to Taskmaster lies below this key. */
export const taskmasterKey = ['taskmaster'] as const

export const useTaskmasterLinks = (): UseQueryResult<OutputOf<'taskmaster.list'>> =>
  useQuery({
    queryKey: [...taskmasterKey, 'list'],
    queryFn: ({ signal }) => client('taskmaster.list', {}, { signal }),
  })

/** The fields that both sides of a link had changed. */
export const useTaskmasterConflicts = (id: string): UseQueryResult<OutputOf<'taskmaster.conflicts'>> =>
  useQuery({
    queryKey: [...taskmasterKey, 'conflicts', id],
    queryFn: ({ signal }) => client('taskmaster.conflicts', { id, limit: 20 }, { signal }),
  })

type Changing = 'taskmaster.link' | 'taskmaster.sync' | 'taskmaster.unlink' | 'taskmaster.relink'

/** Changes links by one operation. */
export const useChangeTaskmaster = <Name extends Changing>(
  name: Name,
): UseMutationResult<OutputOf<Name>, Error, CallOf<Name>> =>
  useMutation({
    mutationFn: (input: CallOf<Name>) => client(name, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: taskmasterKey }),
  })
