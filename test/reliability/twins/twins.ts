import type { ServiceParts } from '#main/service.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { actsAgain } from './acts-again.ts'
import { forgetsWhatWasSent } from './forgets-what-was-sent.ts'
import { forgetsToRoute } from './forgets-to-route.ts'
import { replyBeforeCommit } from './reply-before-commit.ts'
import { replyDespiteError } from './reply-despite-error.ts'
import { synchronousNormal } from './synchronous-normal.ts'

/** Known-bad variants of Creel. A harness that does not catch its twin proves nothing. */
export const twins = {
  none: { openDatabase, createWriter },
  'reply-before-commit': replyBeforeCommit,
  'reply-despite-error': replyDespiteError,
  'synchronous-normal': synchronousNormal,
  'forgets-to-route': forgetsToRoute,
  'forgets-what-was-sent': forgetsWhatWasSent,
  'acts-again': actsAgain,
} satisfies Record<string, ServiceParts>

export type TwinName = keyof typeof twins

export const isTwinName = (name: string): name is TwinName => Object.hasOwn(twins, name)
