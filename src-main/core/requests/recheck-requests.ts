import { CompiledQuery } from 'kysely'
import type { Readers, Tx } from '#main/core/database/handles.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import type { StoredRequest } from './stored-request.ts'
import { capturedOf } from './stored-request.ts'

const checkedAtMost = 1000

type Checked = { seq: number; id: string } & ReturnType<typeof verifyRequest>

/**
 * Checks the newest requests of a source that could not be verified before, with the secrets it has now. The time of
 * arrival counts, not the time of this check, and the sender it was taken for stays: its event has been told by that
 * name. Answers the ids of those whose result changed.
 */
export async function recheckRequests(
  { readers, writer }: { readers: Readers; writer: Writer },
  source: LiveSource,
): Promise<string[]> {
  const sql =
    "select * from request where sourceId = ? and verificationState in ('skipped', 'failed', 'unsigned') order by seq desc limit ?"
  const { rows } = await readers.heavy
    .getExecutor()
    .executeQuery<StoredRequest>(CompiledQuery.raw(sql, [source.id, checkedAtMost]))
  const changed: Checked[] = []
  for (const stored of rows) {
    const captured = capturedOf(stored, await findBody(readers.quick, stored.seq))
    const checked = verifyRequest(captured, {
      ...source.settings,
      policy: source.settings.verificationPolicy,
      secrets: source.secrets,
    })
    const isSame =
      checked.verification.state === stored.verificationState &&
      checked.verification.reason === stored.verificationReason
    if (!isSame) changed.push({ seq: stored.seq, id: stored.id, ...checked })
  }
  if (changed.length > 0) await writer.write((tx) => recordChecks(tx, changed))
  return changed.map(({ id }) => id)
}

async function recordChecks(tx: Tx, checks: readonly Checked[]): Promise<void> {
  for (const { seq, verification } of checks) {
    await tx
      .updateTable('request')
      .set({
        verificationState: verification.state,
        verificationReason: verification.reason,
        secretId: verification.secretId,
        skewSeconds: verification.skewSeconds,
      })
      .where('seq', '=', seq)
      .execute()
  }
}
