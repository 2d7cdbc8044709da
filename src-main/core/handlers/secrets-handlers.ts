import { AppError } from '#shared/contract/problem.ts'
import type { SecretSummary } from '#shared/model/source.ts'
import { findSecret, insertSecret, removeSecret } from '#main/core/database/stores/secret-store.ts'
import { secretHint, secretLabel } from '#main/core/sources/secret-hint.ts'
import type { SecretVault } from '#main/core/ports.ts'
import type { Handlers } from './handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource, showSecret } from './sources-parts.ts'

type SecretsHandlers = Pick<Handlers, 'sources.addSecret' | 'sources.useSecret' | 'sources.removeSecret'>

type SealedSecret = { name: string; hint: string; sealed: Uint8Array }

function openFound(vault: SecretVault, sealed: Uint8Array): string {
  try {
    return vault.open(sealed)
  } catch (cause) {
    throw new AppError('bad-secret', 'That secret was sealed with a key that is lost. Add it anew.', { cause })
  }
}

export function secretsHandlers(parts: SourcesParts): SecretsHandlers {
  const { writer, clock, makeId } = parts
  const add = async (workspaceId: string, sourceId: string, secret: SealedSecret): Promise<SecretSummary> => {
    const { name, hint, sealed } = secret
    const stored = { id: makeId('secret'), workspaceId, sourceId, name, hint, createdAt: clock.now() }
    await writer.write((tx) => insertSecret(tx, { ...stored, sealed }))
    await applyChange(parts, workspaceId, sourceId)
    await parts.recheck(sourceId)
    return showSecret(stored)
  }

  const refuseTwice = (sourceId: string, secret: string): void => {
    const same = parts.registry.byId(sourceId)?.secrets.find((one) => one.secret === secret)
    if (!same) return
    throw new AppError(
      'conflict',
      `The source has this secret already: ${secretLabel(same)}, ${same.id}. Nothing was added.`,
    )
  }

  return {
    'sources.addSecret': async ({ id, secret: given, name }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const secret = given.trim()
      if (secret === '') throw new AppError('bad-secret', 'The secret is empty. Paste it as the provider shows it.')
      refuseTwice(id, secret)
      return add(workspaceId, id, { name, hint: secretHint(secret), sealed: parts.vault.seal(secret) })
    },
    'sources.useSecret': async ({ id, secretId }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const found = await findSecret(parts.db, workspaceId, secretId)
      if (!found) throw new AppError('secret-not-found', `No source of this workspace has the secret ${secretId}.`)
      refuseTwice(id, openFound(parts.vault, found.sealed))
      return add(workspaceId, id, found)
    },
    'sources.removeSecret': async ({ id, secretId }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const isRemoved = await writer.write((tx) => removeSecret(tx, { sourceId: id, id: secretId, now: clock.now() }))
      if (!isRemoved) throw new AppError('secret-not-found', `This source has no secret ${secretId}.`)
      await applyChange(parts, workspaceId, id)
      return null
    },
  }
}
