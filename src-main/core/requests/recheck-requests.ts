import { CompiledQuery } from 'kysely'
import type { Readers, Tx } from '#main/core/database/handles.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { Enquiries } from '#main/core/verification/enquiries.ts'
import { judgeAsking } from '#main/core/verification/enquiries.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import { toVerification } from '#main/core/verification/verify-request.ts'
import type { Verification } from '#shared/model/verification.ts'
import type { StoredRequest } from './stored-request.ts'
import { capturedOf } from './stored-request.ts'

const checkedAtMost = 1000

/** What a check of a stored request came to. */
type Checked = { seq: number; verification: Verification }

/**
 * Checks the newest requests of a source that could not be verified before, with the secrets it has now. The time of
 * arrival counts, not the time of this check, and the sender it was taken for stays: its event has been told by that
 * name. Answers the ids of those whose result changed.
 */
export async function recheckRequests(
  { readers, writer, enquiries }: { readers: Readers; writer: Writer; enquiries: Enquiries },
  source: LiveSource,
): Promise<string[]> {
  const sql =
    "select * from request where sourceId = ? and verificationState in ('skipped', 'failed', 'unsigned') and verificationReason is not 'replayed' order by seq desc limit ?"
  const { rows } = await readers.heavy
    .getExecutor()
    .executeQuery<StoredRequest>(CompiledQuery.raw(sql, [source.id, checkedAtMost]))
  const changed: (Checked & { id: string })[] = []
  for (const stored of rows) {
    const captured = capturedOf(stored, await findBody(readers.quick, stored.seq))
    const verification = toVerification(await judgeAsking(captured, howToVerify(source), enquiries))
    const isSame = verification.state === stored.verificationState && verification.reason === stored.verificationReason
    if (!isSame) changed.push({ seq: stored.seq, id: stored.id, verification })
  }
  if (changed.length > 0) await writer.write((tx) => recordChecks(tx, changed))
  return changed.map(({ id }) => id)
}

/** Keeps what checks came to. */
export async function recordChecks(tx: Tx, checks: readonly Checked[]): Promise<void> {
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
