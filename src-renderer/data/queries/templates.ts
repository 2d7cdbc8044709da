import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { Event, EventRow } from '#shared/model/event.ts'
import type { Template, TemplateDetail, TemplateVersion } from '#shared/model/template.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of templates lies below this key. */
export const templatesKey = ['templates'] as const

/** All templates: one's own, then those that come with Creel. */
export const useTemplates = (): UseQueryResult<Template[]> =>
  useQuery({
    queryKey: [...templatesKey, 'list'],
    queryFn: async ({ signal }) => (await client('templates.list', {}, { signal })).items,
  })

const oneKey = (id: string) => [...templatesKey, 'one', id] as const

/** One template with its draft and what is published. */
export const useTemplate = (id: string): UseQueryResult<TemplateDetail> =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => client('templates.get', { id }, { signal }) })

/** The versions of a template, newest first. */
export const useTemplateVersions = (id: string): UseQueryResult<TemplateVersion[]> =>
  useQuery({
    queryKey: [...templatesKey, 'versions', id],
    queryFn: async ({ signal }) => (await client('templates.versions', { id }, { signal })).items,
  })

export type PreviewCall = CallOf<'templates.preview'>

/** What a source makes of an event; what was shown stays while the next one is made. */
export const usePreview = (call: PreviewCall): UseQueryResult<OutputOf<'templates.preview'>> =>
  useQuery({
    queryKey: ['template-preview', call],
    queryFn: ({ signal }) => client('templates.preview', call, { signal }),
    placeholderData: (previous) => previous,
    gcTime: 60_000,
  })

const samplesAtMost = 100

/** The newest events, to try templates on. */
export const useSampleEvents = (): UseQueryResult<EventRow[]> =>
  useQuery({
    queryKey: ['events', 'samples'],
    queryFn: async ({ signal }) => (await client('events.list', { type: '*', limit: samplesAtMost }, { signal })).items,
  })

/** One event with its data. */
export const useSampleEvent = (id: string | null): UseQueryResult<Event> =>
  useQuery({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => client('events.get', { id: id ?? '' }, { signal }),
    enabled: id !== null,
  })

const keep = async (template: TemplateDetail): Promise<void> => {
  queryClient.setQueryData(oneKey(template.id), template)
  await queryClient.invalidateQueries({ queryKey: templatesKey })
}

type Change<Input> = UseMutationResult<TemplateDetail, Error, Input>

export const useCreateTemplate = (): Change<CallOf<'templates.create'>> =>
  useMutation({ mutationFn: (call) => client('templates.create', call), onSuccess: keep })

export const useSaveTemplate = (): Change<CallOf<'templates.update'>> =>
  useMutation({ mutationFn: (call) => client('templates.update', call), onSuccess: keep })

export const usePublishTemplate = (): Change<CallOf<'templates.publish'>> =>
  useMutation({ mutationFn: (call) => client('templates.publish', call), onSuccess: keep })

export const useRollBackTemplate = (): Change<CallOf<'templates.rollBack'>> =>
  useMutation({ mutationFn: (call) => client('templates.rollBack', call), onSuccess: keep })

export const useRestoreTemplate = (): Change<string> =>
  useMutation({ mutationFn: (id) => client('templates.restore', { id }), onSuccess: keep })

export const useDeleteTemplate = (): UseMutationResult<null, Error, string> =>
  useMutation({
    mutationFn: (id) => client('templates.delete', { id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: templatesKey }),
  })

/** Runs the tests of a template as it stands in the editor. */
export const useRunTests = (): UseMutationResult<OutputOf<'templates.test'>, Error, CallOf<'templates.test'>> =>
  useMutation({ mutationFn: (call) => client('templates.test', call) })
