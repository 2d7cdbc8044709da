import { hash } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'
import { inboundToleranceSeconds } from '#shared/model/inbound.ts'
import type { InboundSettings } from '#shared/model/inbound.ts'
import { TaskFields } from '#shared/model/task.ts'
import type { MappedTask } from '#shared/rules/task-mapping.ts'
import { mapTask } from '#shared/rules/task-mapping.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { insertInboundCall } from '#main/core/database/stores/inbound-call-store.ts'
import { takeSignature } from '#main/core/database/stores/inbound-store.ts'
import { changeTask } from '#main/core/tasks/change-task.ts'
import { createTask } from '#main/core/tasks/create-task.ts'
import type { TaskResult, TaskWork } from '#main/core/tasks/task-work.ts'
import { nothingToTell } from '#main/core/tasks/task-work.ts'
import type { Upserted } from '#main/core/tasks/upsert-task.ts'
import { upsertByExternalId } from '#main/core/tasks/upsert-task.ts'
import { judgeCall } from './judge-call.ts'

/** What a signed call asks for. */
export type InboundCall = {
  signature: Uint8Array
  task: MappedTask
  settings: InboundSettings
  remoteAddress: string | null
}

/** Reads the body of a call. Throws `bad-task`. */
export const readCall = (body: Uint8Array, settings: InboundSettings): MappedTask => asTask(parse(body), settings)

/** What a body says of a task. Throws `bad-task` with what does not fit, by field. */
export function asTask(body: unknown, { mapping }: InboundSettings): MappedTask {
  const mapped = mapTask(body, mapping)
  if (mapped.kind === 'mapped') return mapped.task
  const words = mapped.errors.map(({ path, message }) => `${path}: ${message.replace(/\.$/, '')}`).join('; ')
  throw new AppError('bad-task', `The body is no task. ${words}.`, { errors: mapped.errors })
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    throw new AppError('bad-task', 'The body is not JSON in UTF-8.')
  }
}

/** The status that says what became of a call. */
export const statusOf = (kind: Upserted['kind']): 200 | 201 => (kind === 'created' ? 201 : 200)

// A signature may be used from the tolerance before to the tolerance after its time-stamp.
const forgetAfterMs = 3 * inboundToleranceSeconds * 1000

/**
 * Does what a call asks for: the task, its events, the memory of the signature and the record of the call are on disk
 * together or not at all. Throws `conflict` for a signature that was used, and what `judgeCall` throws.
 */
export async function takeCall(tx: Tx, work: TaskWork, call: InboundCall): Promise<TaskResult<Upserted>> {
  const { workspaceId, now } = work
  const digest = hash('sha256', call.signature, 'buffer')
  if (!(await takeSignature(tx, { workspaceId, digest, now, forgetBefore: now - forgetAfterMs })))
    throw new AppError('conflict', 'This call was taken already: its X-Signature was used. Sign each call anew.')
  await judgeCall(tx, workspaceId, call)
  const result = await write(tx, work, call)
  const { kind, task } = result.value
  const { remoteAddress } = call
  const taken = { at: now, outcome: kind, status: statusOf(kind), reason: null, taskId: task.id, remoteAddress }
  await insertInboundCall(tx, { workspaceId, ...taken })
  return result
}

async function write(tx: Tx, work: TaskWork, { task, settings }: InboundCall): Promise<TaskResult<Upserted>> {
  const { taskId, externalId, changes } = task
  const { projectId } = settings
  if (taskId !== null) {
    const { value, handOver } = await changeTask(tx, work, taskId, changes)
    return { value: { kind: handOver === nothingToTell ? 'unchanged' : 'updated', task: value }, handOver }
  }
  if (externalId !== null) return upsertByExternalId(tx, work, { externalId, projectId, changes })
  const { value, handOver } = await createTask(tx, work, { ...TaskFields.parse(changes), projectId })
  return { value: { kind: 'created', task: value }, handOver }
}
