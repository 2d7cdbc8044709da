import { AppError } from '#shared/contract/problem.ts'
import { printJunit } from '#shared/export/junit.ts'
import type { Check } from '#shared/model/check.ts'
import type { Checker } from '#main/core/checks/checker.ts'
import { toCheck } from '#main/core/checks/to-check.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findCheck, listChecks } from '#main/core/database/stores/check-store.ts'
import type { Handlers } from './handlers.ts'

type ChecksHandlers = Pick<Handlers, Extract<keyof Handlers, `checks.${string}`>>

export function checksHandlers({ db, checker }: { db: Reader; checker: Checker }): ChecksHandlers {
  const show = async (workspaceId: string, id: string): Promise<Check> => {
    const stored = await findCheck(db, workspaceId, id)
    if (!stored) throw new AppError('check-not-found', `No check has the id ${id}.`)
    return toCheck(stored)
  }

  return {
    'checks.run': async ({ secret, ...settings }, { workspaceId }) => checker.start(workspaceId, settings, secret),
    'checks.list': async ({ limit, cursor }, { workspaceId }) => {
      const rows = await listChecks(db, workspaceId, { beforeId: cursor ?? null, limit })
      return { items: rows.map(toCheck), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    'checks.get': async ({ id }, { workspaceId }) => show(workspaceId, id),
    'checks.junit': async ({ id }, { workspaceId }) => ({ xml: printJunit(await show(workspaceId, id)) }),
    'checks.cancel': async ({ id }, { workspaceId }) => {
      await show(workspaceId, id)
      await checker.cancel(id)
      return show(workspaceId, id)
    },
  }
}
