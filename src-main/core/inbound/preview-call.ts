import { AppError, toProblem } from '#shared/contract/problem.ts'
import type { OutputOf } from '#shared/contract/operations.ts'
import type { JsonValue } from '#shared/model/event.ts'
import type { InboundSettings } from '#shared/model/inbound.ts'
import { mapTask, readTaskFields } from '#shared/rules/task-mapping.ts'
import type { FieldReading } from '#shared/rules/task-mapping.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { judgeCall } from './judge-call.ts'
import { asTask } from './take-call.ts'

type Preview = OutputOf<'inbound.preview'>

/** Says what a signed call with a body would come to: read and judged as a real one is, and nothing is done. */
export async function previewCall(
  db: Reader,
  workspaceId: string,
  { body, settings }: { body: unknown; settings: InboundSettings },
): Promise<Preview> {
  const mapped = mapTask(body, settings.mapping)
  const task = mapped.kind === 'mapped' ? mapped.task : null
  return {
    externalId: task && (task.externalId ?? task.taskId),
    changes: (task?.changes ?? {}) as Record<string, JsonValue>,
    errors: mapped.kind === 'mapped' ? [] : mapped.errors,
    fields: readTaskFields(body, settings.mapping).map(shown),
    outcome: await outcomeOf(db, workspaceId, { body, settings }),
  }
}

const json = (value: unknown): JsonValue => (value === undefined ? null : (value as JsonValue))

const shown = (reading: FieldReading): Preview['fields'][number] => ({
  field: reading.field,
  place: reading.place,
  found: json(reading.found),
  value: reading.kind === 'fits' ? json(reading.value) : null,
  error: reading.kind === 'unfit' ? reading.message : null,
})

async function outcomeOf(
  db: Reader,
  workspaceId: string,
  { body, settings }: { body: unknown; settings: InboundSettings },
): Promise<Preview['outcome']> {
  try {
    const task = asTask(body, settings)
    const judgement = await judgeCall(db, workspaceId, { task, settings })
    return judgement.kind === 'create'
      ? { kind: 'create', status: 201, reason: null, taskId: null }
      : { kind: 'update', status: 200, reason: null, taskId: judgement.taskId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { kind: 'refuse', status: toProblem(error).status, reason: error.message, taskId: null }
  }
}
