import { z } from 'zod'
import { TaskmasterLinkId, TaskProjectId } from '#shared/model/id.ts'
import { TaskmasterConflict, TaskmasterLink } from '#shared/model/taskmaster.ts'
import { operation, page, pageInput } from './operation.ts'

const one = z.object({ id: TaskmasterLinkId })

export const taskmasterOperations = {
  'taskmaster.list': operation({
    summary: 'List the project folders whose Taskmaster files are linked.',
    method: 'GET',
    path: '/taskmaster-links',
    scope: 'read',
    input: z.object({}),
    output: page(TaskmasterLink),
  }),
  'taskmaster.link': operation({
    summary: 'Link a project folder: its Taskmaster tasks and a project of Creel’s are kept alike from now on.',
    method: 'POST',
    path: '/taskmaster-links',
    scope: 'own',
    success: 201,
    input: z.object({
      folder: z
        .string()
        .trim()
        .min(1)
        .max(4096)
        .describe('The whole path of the folder that .taskmaster lies in, on the computer that Creel runs on.'),
    }),
    output: TaskmasterLink,
  }),
  'taskmaster.get': operation({
    summary: 'Show one link.',
    method: 'GET',
    path: '/taskmaster-links/{id}',
    scope: 'read',
    input: one,
    output: TaskmasterLink,
  }),
  'taskmaster.sync': operation({
    summary: 'Bring both sides of a link together now; the answer says whether it went well.',
    method: 'POST',
    path: '/taskmaster-links/{id}/sync',
    scope: 'write',
    input: one,
    output: TaskmasterLink,
  }),
  'taskmaster.conflicts': operation({
    summary: 'List the fields that both sides of a link had changed, newest first.',
    method: 'GET',
    path: '/taskmaster-links/{id}/conflicts',
    scope: 'read',
    input: z.object({ ...one.shape, ...pageInput }),
    output: page(TaskmasterConflict),
  }),
  'taskmaster.unlink': operation({
    summary: 'Let both sides of a link go their own ways. The tasks stay; it can be linked again.',
    method: 'DELETE',
    path: '/taskmaster-links/{id}',
    scope: 'own',
    success: 204,
    input: one,
    output: z.null(),
  }),
  'taskmaster.relink': operation({
    summary: 'Link again what was unlinked; what both sides have changed meanwhile is brought together.',
    method: 'POST',
    path: '/taskmaster-links/{id}/relink',
    scope: 'own',
    input: one,
    output: TaskmasterLink,
  }),
  'taskmaster.import': operation({
    summary: 'Make or change tasks from Taskmaster’s text form: one task_001.txt, or many in a row.',
    method: 'POST',
    path: '/taskmaster-imports',
    scope: 'write',
    input: z.object({
      text: z.string().min(1).max(1_000_000),
      projectId: TaskProjectId.nullable().default(null),
    }),
    output: z.object({ created: z.int(), updated: z.int(), unchanged: z.int() }),
  }),
}
