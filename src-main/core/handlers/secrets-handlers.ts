import { AppError } from '#shared/contract/problem.ts'
import { deleteSecret, insertSecret } from '#main/core/database/stores/secret-store.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'
import type { Handlers } from './handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource, showSecret } from './sources-parts.ts'

type SecretsHandlers = Pick<Handlers, 'sources.addSecret' | 'sources.removeSecret'>

export function secretsHandlers(parts: SourcesParts): SecretsHandlers {
  const { writer, clock, makeId } = parts

  return {
    'sources.addSecret': async ({ id, secret: given, name }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const secret = given.trim()
      if (secret === '') throw new AppError('bad-secret', 'The secret is empty. Paste it as the provider shows it.')
      const stored = {
        id: makeId('secret'),
        workspaceId,
        sourceId: id,
        name,
        hint: secretHint(secret),
        createdAt: clock.now(),
      }
      await writer.write((tx) => insertSecret(tx, { ...stored, sealed: parts.vault.seal(secret) }))
      await applyChange(parts, workspaceId, id)
      await parts.recheck(id)
      return showSecret(stored)
    },
    'sources.removeSecret': async ({ id, secretId }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const { numDeletedRows } = await writer.write((tx) => deleteSecret(tx, id, secretId))
      if (numDeletedRows === 0n) throw new AppError('secret-not-found', `This source has no secret ${secretId}.`)
      await applyChange(parts, workspaceId, id)
      return null
    },
  }
}
