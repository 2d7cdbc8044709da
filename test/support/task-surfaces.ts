import { expect } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { Action } from '#shared/rules/actions/actions.ts'
import { callInbound, openInbound } from './inbound-call.ts'
import { lentTerminal } from './lent-terminal.ts'
import type { RunningService } from './service.ts'
import { fileTask, taskmasterFolder } from './taskmaster-folder.ts'

/** What can be done to tasks; each is done to the task of that title. */
export type TaskDeeds = {
  create: (title: string) => Promise<unknown>
  prioritise: (title: string, priority: string) => Promise<unknown>
  assign: (title: string, to: string) => Promise<unknown>
  move: (title: string, status: string) => Promise<unknown>
  complete: (title: string) => Promise<unknown>
  approve: (title: string) => Promise<unknown>
  reject: (title: string) => Promise<unknown>
  swap: (title: string, otherTitle: string) => Promise<unknown>
  comment: (title: string, body: string) => Promise<unknown>
  delete: (title: string) => Promise<unknown>
}

/** A way by which tasks are changed; it can do some of the deeds. */
export type Surface = { name: string; open: (creel: RunningService) => Promise<Partial<TaskDeeds>> }

/** The id of the one task of a title. */
export async function taskIdOf(creel: RunningService, title: string): Promise<string> {
  const { items } = await creel.call('tasks.list', { q: title })
  const task = items.find((one) => one.title === title)
  if (!task) throw new Error(`No task is called ${title}.`)
  return task.id
}

export const apiSurface: Surface = {
  name: 'the API',
  open: async (creel) => {
    const idOf = (title: string) => taskIdOf(creel, title)
    return {
      create: (title) => creel.call('tasks.create', { title }),
      prioritise: async (title, priority) =>
        creel.call('tasks.update', { id: await idOf(title), priority: priority as 'high' }),
      assign: async (title, assignee) => creel.call('tasks.assign', { id: await idOf(title), assignee }),
      move: async (title, status) => creel.call('tasks.update', { id: await idOf(title), status: status as 'open' }),
      complete: async (title) => creel.call('tasks.complete', { id: await idOf(title) }),
      approve: async (title) => creel.call('tasks.approve', { id: await idOf(title) }),
      reject: async (title) => creel.call('tasks.reject', { id: await idOf(title), note: 'Not yet.' }),
      swap: async (title, other) => creel.call('tasks.swap', { id: await idOf(title), withId: await idOf(other) }),
      comment: async (title, body) => creel.call('tasks.comment', { id: await idOf(title), body }),
      delete: async (title) => creel.call('tasks.delete', { id: await idOf(title) }),
    }
  },
}

export const cliSurface: Surface = {
  name: 'the command line',
  open: async (creel) => {
    const idOf = (title: string) => taskIdOf(creel, title)
    const tasks = async (...args: string[]): Promise<void> => {
      const lent = lentTerminal({ environment: { CREEL_HOME: creel.home } })
      const exitCode = await runCli(['tasks', ...args], lent.terminal)
      expect({ exitCode, complaint: lent.complaint() }).toEqual({ exitCode: 0, complaint: '' })
    }
    return {
      create: (title) => tasks('create', '--title', title),
      prioritise: async (title, priority) => tasks('update', await idOf(title), '--priority', priority),
      assign: async (title, to) => tasks('assign', await idOf(title), '--assignee', JSON.stringify({ id: to })),
      move: async (title, status) => tasks('update', await idOf(title), '--status', status),
      complete: async (title) => tasks('complete', await idOf(title)),
      approve: async (title) => tasks('approve', await idOf(title)),
      reject: async (title) => tasks('reject', await idOf(title), '--note', 'Not yet.'),
      swap: async (title, other) => tasks('swap', await idOf(title), '--with-id', await idOf(other)),
      comment: async (title, body) => tasks('comment', await idOf(title), '--body', body),
      delete: async (title) => tasks('delete', await idOf(title)),
    }
  },
}

/** Triggers, each set off by an event of its own: what they can do is written into them. */
export const triggerSurface: Surface = {
  name: 'triggers',
  open: async (creel) => {
    const externalId = 'outside/{{data.title}}'
    const make = (name: string, action: Action) =>
      creel.call('triggers.create', {
        name,
        events: [`ask.${name}`],
        actions: [action],
        runsPerHour: 100,
        enabled: true,
      })
    const upsert = (fields: object): Action =>
      Action.parse({ kind: 'upsert-task', title: '{{data.title}}', externalId, ...fields })
    await make('create', upsert({}))
    await make('assign', upsert({ assignee: '{{data.to}}' }))
    await make('high', upsert({ priority: 'high' }))
    await make('waiting_for_approval', upsert({ status: 'waiting_for_approval' }))
    await make('in_progress', upsert({ status: 'in_progress' }))
    await make('complete', { kind: 'complete-task', task: externalId })
    const ask = (name: string, title: string, to = '') =>
      creel.call('events.publish', { type: `ask.${name}`, data: { title, to } })
    return {
      create: (title) => ask('create', title),
      prioritise: (title, priority) => ask(priority, title),
      assign: (title, to) => ask('assign', title, to),
      move: (title, status) => ask(status, title),
      complete: (title) => ask('complete', title),
    }
  },
}

export const inboundSurface: Surface = {
  name: 'inbound calls',
  open: async (creel) => {
    const secret = await openInbound(creel)
    const { url } = await creel.call('inbound.get', {})
    const tell = async (title: string, fields: object = {}): Promise<void> => {
      // In milliseconds: the same told twice within a second is two calls, not one that is replayed.
      const timestamp = String(Date.now())
      const call = { externalId: `outside/${title}`, title, ...fields }
      const { status } = await callInbound(url, secret, call, { timestamp })
      expect([200, 201]).toContain(status)
    }
    return {
      create: (title) => tell(title),
      prioritise: (title, priority) => tell(title, { priority }),
      assign: (title, assignee) => tell(title, { assignee }),
      move: (title, status) => tell(title, { status }),
      complete: (title) => tell(title, { status: 'completed' }),
      approve: (title) => tell(title, { status: 'approved' }),
      reject: (title) => tell(title, { status: 'rejected' }),
    }
  },
}

const statusWords: Record<string, string> = { in_progress: 'in-progress', waiting_for_approval: 'review' }

/** Whoever edits the tasks.json of a linked folder; the bridge sees it by itself. */
export const taskmasterSurface: Surface = {
  name: 'Taskmaster',
  open: async (creel) => {
    const folder = taskmasterFolder()
    await creel.call('taskmaster.link', { folder: folder.path })
    const set = async (title: string, fields: object): Promise<void> =>
      folder.edit((tags) => {
        const task = tags['master']?.tasks.find((one) => one['title'] === title)
        if (!task) throw new Error(`No task of the file is called ${title}.`)
        Object.assign(task, fields)
      })
    return {
      create: async (title) =>
        folder.edit(({ master }) => master?.tasks.push(fileTask(master.tasks.length + 1, title))),
      prioritise: (title, priority) => set(title, { priority }),
      assign: (title, assignee) => set(title, { assignee }),
      move: (title, status) => set(title, { status: statusWords[status] }),
      complete: (title) => set(title, { status: 'done' }),
      delete: async (title) =>
        folder.edit(({ master }) => {
          if (master) master.tasks = master.tasks.filter((one) => one['title'] !== title)
        }),
    }
  },
}
