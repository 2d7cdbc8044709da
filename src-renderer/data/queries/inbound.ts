import { keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Inbound } from '#shared/model/inbound.ts'
import { client } from '#renderer/data/client.ts'
import { gathered } from '#renderer/data/gathered.ts'
import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of the calls of outside services lies below this key. */
export const inboundKey = ['inbound'] as const
const settingsKey = [...inboundKey, 'settings'] as const
const callsKey = [...inboundKey, 'calls'] as const
const payloadKey = [...inboundKey, 'payload'] as const

/** How outside services may make and change tasks. */
export const useInbound = (): UseQueryResult<Inbound> =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => client('inbound.get', {}, { signal }) })

/** What became of the last calls, newest first. */
export const useInboundCalls = (): UseQueryResult<OutputOf<'inbound.calls'>> =>
  useQuery({
    queryKey: callsKey,
    queryFn: ({ signal }) => client('inbound.calls', {}, { signal }),
  })

/** What the last call said that was signed right. */
export const useLastPayload = (): UseQueryResult<OutputOf<'inbound.lastPayload'>> =>
  useQuery({
    queryKey: payloadKey,
    queryFn: ({ signal }) => client('inbound.lastPayload', {}, { signal }),
  })

/**
 * What a body would make of a task; null: there is no body to read. `calledAt`: when it came, if it is that of a call;
 * the same body at another time finds the task that the first one made.
 */
export const useInboundPreview = (
  input: CallOf<'inbound.preview'> | null,
  calledAt: string | null,
): UseQueryResult<OutputOf<'inbound.preview'>> =>
  useQuery({
    queryKey: [...inboundKey, 'preview', input, calledAt],
    queryFn: input === null ? skipToken : ({ signal }) => client('inbound.preview', input, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })

/** Brings what is shown of the calls up to date, once for many; what is being tried out is let be. */
export const refreshInboundCalls = gathered(() => {
  for (const queryKey of [settingsKey, callsKey, payloadKey]) void queryClient.invalidateQueries({ queryKey })
})

const keep = (inbound: Inbound): void => void queryClient.setQueryData(settingsKey, inbound)

export const useUpdateInbound = (): UseMutationResult<Inbound, Error, CallOf<'inbound.update'>> =>
  useMutation({ mutationFn: (input) => client('inbound.update', input), onSuccess: keep })

/** Makes a secret, which is shown once: it is kept for this window even where whoever asked for it has gone on meanwhile. */
export const useRotateInboundSecret = (): UseMutationResult<
  OutputOf<'inbound.rotateSecret'>,
  Error,
  CallOf<'inbound.rotateSecret'>
> =>
  useMutation({
    mutationFn: (input) => client('inbound.rotateSecret', input),
    onSuccess({ inbound, secret }) {
      useInboundDraft.setState({ secret })
      keep(inbound)
    },
  })

export const useSendInboundSample = (): UseMutationResult<
  OutputOf<'inbound.sendSample'>,
  Error,
  CallOf<'inbound.sendSample'>
> => useMutation({ mutationFn: (input) => client('inbound.sendSample', input) })
