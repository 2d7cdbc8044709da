import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { SenderVerdict } from '#shared/model/sender-verdict.ts'
import type { Source } from '#shared/model/source.ts'
import { client } from '#renderer/data/client.ts'
import { keepSource } from './sources.ts'
import { verdictsKey } from './verdicts-key.ts'

/** What the sender of a source did since its script began. */
export const useVerdict = (id: string): UseQueryResult<SenderVerdict> =>
  useQuery({
    queryKey: [...verdictsKey, id],
    queryFn: ({ signal }) => client('sources.verdict', { id }, { signal }),
  })

/** Lets a source answer by a ready-made script. */
export const usePlayScript = (): UseMutationResult<Source, Error, CallOf<'sources.playScript'>> =>
  useMutation({ mutationFn: (input) => client('sources.playScript', input), onSuccess: keepSource })

/** Begins the script of a source again with its first step. */
export const useRestartScript = (): UseMutationResult<Source, Error, string> =>
  useMutation({ mutationFn: (id) => client('sources.restartScript', { id }), onSuccess: keepSource })
