import type { Page } from '@playwright/test'
import type { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape } from './screen-steps.ts'

const goTo = (app: Page, creel: Creel, path = ''): Promise<unknown> => app.goto(`${creel.controlUrl}/#/tasks${path}`)

/** Tasks in each column; somebody has written about one. */
async function makeTasks(creel: Creel): Promise<void> {
  const make = (title: string, status: TaskStatus, priority: TaskPriority, assignee: string) =>
    creel.call('tasks.create', { title, status, priority, assignee, category: 'Billing' })
  await make('Investigate the card_declined spike', 'open', 'high', 'Priya Rao')
  await make('Fix failing deploy-api on main', 'blocked', 'critical', 'Tomás Vega')
  await make('Chase Corva for $149.00', 'in_progress', 'medium', 'Jonas Lind')
  const { id } = await make('Refund €24.00 for order #10398', 'waiting_for_approval', 'low', 'Priya Rao')
  await creel.call('tasks.comment', { id, body: 'The customer has sent it back.' })
  await make('Approve the partner key', 'completed', 'low', 'Mara Okafor')
}

/** Tasks, from none to all that one can show. */
export const taskScreens: readonly Screen[] = [
  {
    name: 'tasks-empty',
    show: async (app, creel) => {
      await goTo(app, creel)
      await app.getByText('Every change of a task becomes an event, and is listed here.').waitFor()
    },
  },
  {
    name: 'task-new-mistake',
    show: async (app) => {
      await app.keyboard.press('c')
      await app.getByRole('button', { name: 'Make the task' }).click()
      await app.getByText('Say in a few words what is to be done.').waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'tasks',
    show: async (app, creel) => {
      await makeTasks(creel)
      await app.getByRole('link', { name: 'Approve the partner key' }).waitFor()
    },
  },
  {
    name: 'task',
    show: async (app) => {
      await app.getByRole('link', { name: 'Refund €24.00 for order #10398' }).click()
      await app.getByText('The customer has sent it back.').waitFor()
    },
  },
  {
    name: 'tasks-list',
    show: async (app) => {
      await app.getByText('List', { exact: true }).click()
      await app.getByRole('table').waitFor()
    },
    leave: async (app) => app.getByText('Board', { exact: true }).click(),
  },
]
