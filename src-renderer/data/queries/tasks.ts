import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { CallOf, OutputOf } from '#shared/contract/operations.ts'
import type { TaskRow } from '#shared/model/task.ts'
import { client } from '#renderer/data/client.ts'
import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of tasks lies below this key. */
export const tasksKey = ['tasks'] as const

/** The tasks that a filter finds, newest first. */
export const useTasks = (filter: CallOf<'tasks.list'>): UseQueryResult<OutputOf<'tasks.list'>> =>
  useQuery({
    queryKey: [...tasksKey, 'list', filter],
    queryFn: async ({ signal }) => {
      const found = await client('tasks.list', filter, { signal })
      found.items.forEach(keepOpenTask)
      return found
    },
    placeholderData: (previous) => previous,
  })

/** How many tasks stand in each column. */
export const useTaskCounts = (): UseQueryResult<OutputOf<'tasks.count'>> =>
  useQuery({
    queryKey: [...tasksKey, 'count'],
    queryFn: ({ signal }) => client('tasks.count', {}, { signal }),
  })

/** A task as it is now. */
export const fetchTask = (id: string): Promise<TaskRow> => client('tasks.get', { id })

const oneKey = (id: string) => [...tasksKey, 'one', id] as const

/** Keys act on the open task: it must not be behind what the board shows of it. */
function keepOpenTask(task: TaskRow): void {
  queryClient.setQueryData<TaskRow>(oneKey(task.id), (known) => known && task)
}

/** One task. */
export const useTask = (id: string): UseQueryResult<TaskRow> =>
  useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => client('tasks.get', { id }, { signal }) })

export const useTaskHistory = (id: string): UseQueryResult<OutputOf<'tasks.history'>> =>
  useQuery({
    queryKey: [...tasksKey, 'history', id],
    queryFn: ({ signal }) => client('tasks.history', { id }, { signal }),
  })

export const useTaskComments = (id: string): UseQueryResult<OutputOf<'tasks.comments'>> =>
  useQuery({
    queryKey: [...tasksKey, 'comments', id],
    queryFn: ({ signal }) => client('tasks.comments', { id }, { signal }),
  })

/** What of tasks changes with deliveries. */
const deliveryKeys = [
  [...tasksKey, 'deliveries'],
  [...tasksKey, 'events'],
] as const

/** The deliveries that a task's events have caused. */
export const useTaskDeliveries = (id: string): UseQueryResult<OutputOf<'tasks.deliveries'>> =>
  useQuery({
    queryKey: [...deliveryKeys[0], id],
    queryFn: ({ signal }) => client('tasks.deliveries', { id }, { signal }),
  })

const latestEvents = 50

/** The newest events that tasks have sent out. */
export const useTaskEvents = (): UseQueryResult<OutputOf<'tasks.events'>> =>
  useQuery({
    queryKey: deliveryKeys[1],
    queryFn: ({ signal }) => client('tasks.events', { limit: latestEvents }, { signal }),
  })

/** Brings what is shown of the deliveries of tasks up to date. */
export function refreshTaskDeliveries(): void {
  for (const queryKey of deliveryKeys) void queryClient.invalidateQueries({ queryKey })
}

type Changing =
  | 'tasks.create'
  | 'tasks.update'
  | 'tasks.assign'
  | 'tasks.approve'
  | 'tasks.reject'
  | 'tasks.swap'
  | 'tasks.delete'
  | 'tasks.restore'
  | 'tasks.comment'

/** Changes tasks by one operation. */
export const useChangeTask = <Name extends Changing>(
  name: Name,
): UseMutationResult<OutputOf<Name>, Error, CallOf<Name>> =>
  useMutation({
    mutationFn: (input: CallOf<Name>) => client(name, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tasksKey }),
  })

/** The projects that tasks may go to. */
export const useTaskProjects = (): UseQueryResult<OutputOf<'taskProjects.list'>> =>
  useQuery({
    queryKey: [...tasksKey, 'projects'],
    queryFn: ({ signal }) => client('taskProjects.list', {}, { signal }),
  })
