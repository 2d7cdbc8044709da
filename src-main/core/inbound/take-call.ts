import { hash } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'
import { inboundToleranceSeconds } from '#shared/model/inbound.ts'
import type { InboundSettings } from '#shared/model/inbound.ts'
import { TaskFields } from '#shared/model/task.ts'
import type { MappedTask } from '#shared/rules/task-mapping.ts'
import { mapTask } from '#shared/rules/task-mapping.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { takeSignature } from '#main/core/database/stores/inbound-store.ts'
import { findTaskByExternalId, hasCategory } from '#main/core/database/stores/task-store.ts'
import { changeTask } from '#main/core/tasks/change-task.ts'
import { badTask } from '#main/core/tasks/check-links.ts'
import { createTask } from '#main/core/tasks/create-task.ts'
import type { TaskResult, TaskWork } from '#main/core/tasks/task-work.ts'
import { nothingToTell } from '#main/core/tasks/task-work.ts'
import type { Upserted } from '#main/core/tasks/upsert-task.ts'
import { upsertByExternalId } from '#main/core/tasks/upsert-task.ts'

/** What a signed call asks for. */
export type InboundCall = { signature: Uint8Array; task: MappedTask; settings: InboundSettings }

/** Reads the body of a call. Throws `bad-task`. */
export function readCall(body: Uint8Array, { mapping }: InboundSettings): MappedTask {
  const mapped = mapTask(parse(body), mapping)
  if (mapped.kind === 'mapped') return mapped.task
  const words = mapped.errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new AppError('bad-task', `The body is no task. ${words}.`, { errors: mapped.errors })
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    throw new AppError('bad-task', 'The body is not JSON in UTF-8.')
  }
}

// A signature may be used from the tolerance before to the tolerance after its time-stamp.
const forgetAfterMs = 3 * inboundToleranceSeconds * 1000

/**
 * Does what a call asks for: the task, its events and the memory of the signature are on disk together or not at all.
 * Throws `conflict` for a signature that was used, `forbidden` where the scopes do not allow it, and `bad-task`.
 */
export async function takeCall(tx: Tx, work: TaskWork, call: InboundCall): Promise<TaskResult<Upserted>> {
  const { workspaceId, now } = work
  const digest = hash('sha256', call.signature, 'buffer')
  if (!(await takeSignature(tx, { workspaceId, digest, now, forgetBefore: now - forgetAfterMs })))
    throw new AppError('conflict', 'This call was taken already: its X-Signature was used. Sign each call anew.')
  const { task, settings } = call
  const { externalId } = task
  const { projectId } = settings
  const known = externalId === null ? null : await findTaskByExternalId(tx, { workspaceId, projectId, externalId })
  const isKnown = task.taskId !== null || (known ?? null) !== null
  checkScope(settings, isKnown)
  await checkCategory(tx, work, call)
  return write(tx, work, call)
}

function checkScope({ mayCreate, mayUpdate }: InboundSettings, isKnown: boolean): void {
  if (isKnown ? mayUpdate : mayCreate) return
  const may = isKnown ? 'change' : 'make'
  throw new AppError(
    'forbidden',
    `Callers may not ${may} tasks here: the scope of this workspace’s inbound leaves it out.`,
  )
}

async function checkCategory(tx: Tx, { workspaceId }: TaskWork, { task, settings }: InboundCall): Promise<void> {
  const { category } = task.changes
  if (category === undefined || category === null || settings.mayAddCategories) return
  if (await hasCategory(tx, workspaceId, category)) return
  throw badTask('category', `is ${category}, and no task has that one`)
}

async function write(tx: Tx, work: TaskWork, { task, settings }: InboundCall): Promise<TaskResult<Upserted>> {
  const { taskId, externalId, changes } = task
  const { projectId } = settings
  if (taskId !== null) {
    const { value, handOver } = await changeTask(tx, work, taskId, changes)
    return { value: { kind: handOver === nothingToTell ? 'unchanged' : 'updated', task: value }, handOver }
  }
  if (externalId !== null) return upsertByExternalId(tx, work, { externalId, projectId, changes })
  if (changes.title === undefined) throw badTask('title', 'is missing, and a new task needs one')
  const { value, handOver } = await createTask(tx, work, { ...TaskFields.parse(changes), projectId })
  return { value: { kind: 'created', task: value }, handOver }
}
