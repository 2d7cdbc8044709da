import type { Diagnosis } from '#shared/model/diagnosis.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import type { Readers } from '#main/core/database/handles.ts'
import type { NeighbourRow } from '#main/core/database/stores/neighbour-store.ts'
import { listNeighbours } from '#main/core/database/stores/neighbour-store.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import { listRemovedSecrets } from '#main/core/database/stores/secret-store.ts'
import type { Clock, SecretVault } from '#main/core/ports.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { secretLabel } from '#main/core/sources/secret-hint.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { Enquiries } from '#main/core/verification/enquiries.ts'
import { judgeAsking } from '#main/core/verification/enquiries.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { diagnose, noDiagnosis } from './diagnose.ts'
import type { Neighbour, OtherSecret, Patient } from './patient.ts'

/** What a diagnosis reads. */
export type DoctorParts = {
  readers: Readers
  clock: Clock
  vault: SecretVault
  registry: SourceRegistry
  webhooks: WebhookRegistry
  tunnels: Tunnels
  enquiries: Enquiries
}

const { what, fix } = verificationReasons.replayed
const replayed = `The signature verifies, but: ${what.charAt(0).toLowerCase()}${what.slice(1)}. ${fix}`

const effort = { bytesAtMost: 128 * 1_048_576, timeAtMostMs: 2000 }
const neighbourBytesAtMost = 262_144
const otherSecretsAtMost = 200

/** Tells why a stored request does not verify, with the secrets and settings of now. */
export async function diagnoseRequest(
  parts: DoctorParts,
  stored: StoredRequest,
  source: LiveSource,
): Promise<Diagnosis> {
  const { settings, secrets } = source
  const request = capturedOf(stored, await findBody(parts.readers.quick, stored.seq))
  const outcome = await judgeAsking(request, howToVerify(source), parts.enquiries)
  if (settings.verificationPolicy === 'off') return noDiagnosis('Verification is off on the source.')
  if (outcome.kind === 'checked' && outcome.check.ended === 'verified') {
    return noDiagnosis(stored.verificationReason === 'replayed' ? replayed : 'The signature verifies.')
  }
  const rows = await listNeighbours(parts.readers.quick, source.id, stored.seq)
  const patient: Patient = {
    request,
    provider: outcome.provider,
    scheme: settings.hmac,
    canonicalUrl: settings.canonicalUrl,
    addresses: addressesOf(parts, source),
    toleranceSeconds: settings.toleranceSeconds,
    secrets: secrets.map((secret) => ({ ...secret, hint: secretLabel(secret) })),
    removed: await removedSecrets(parts, source),
    elsewhere: secretsElsewhere(parts, source),
    neighbours: () => readNeighbours(parts.readers, rows),
    usualSkewSeconds: medianSkew(rows),
  }
  // The event loop gets its turn by the clock of the computer, which no test moves.
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return diagnose(patient, { ...effort, tick: parts.clock.tick, pause })
}

function addressesOf({ tunnels }: DoctorParts, { token }: LiveSource): string[] {
  const publicUrl = tunnels.publicUrl()
  return publicUrl === null ? [] : [`${publicUrl}/in/${token}`]
}

async function removedSecrets({ readers, vault }: DoctorParts, { id }: LiveSource): Promise<OtherSecret[]> {
  const removed = await listRemovedSecrets(readers.quick, id)
  return removed.flatMap(({ sealed, removedAt, ...secret }) => {
    const opened = openOrNothing(vault, sealed)
    const on = new Date(removedAt).toISOString().slice(0, 10)
    const owner = `which was removed from this source on ${on}`
    return opened === null ? [] : [{ id: secret.id, secret: opened, hint: secretLabel(secret), owner, isUsable: true }]
  })
}

// A secret sealed with a key that was lost tells nothing, and must not keep the others from being tried.
function openOrNothing(vault: SecretVault, sealed: Uint8Array): string | null {
  try {
    return vault.open(sealed)
  } catch {
    return null
  }
}

function secretsElsewhere({ registry, webhooks }: DoctorParts, { id, workspaceId }: LiveSource): OtherSecret[] {
  const ofSources = registry
    .all()
    .filter((source) => source.workspaceId === workspaceId && source.id !== id)
    .flatMap(({ settings, secrets }) =>
      secrets.map((secret) => ({
        id: secret.id,
        secret: secret.secret,
        hint: secretLabel(secret),
        owner: `the secret of the source “${settings.name}”`,
        isUsable: true,
      })),
    )
  const ofWebhooks = webhooks.of(workspaceId).flatMap(({ settings, secrets }) =>
    secrets.map((secret) => ({
      id: secret.id,
      secret: secret.secret,
      hint: secret.hint,
      owner: `the secret of the webhook “${settings.name}”, with which Creel signs`,
      isUsable: false,
    })),
  )
  return [...ofSources, ...ofWebhooks].slice(0, otherSecretsAtMost)
}

async function* readNeighbours({ quick }: Readers, rows: readonly NeighbourRow[]): AsyncGenerator<Neighbour> {
  for (const { seq, id, receivedAt, bodyBytes } of rows) {
    if (bodyBytes > neighbourBytesAtMost) continue
    yield { id, receivedAt: new Date(receivedAt).toISOString(), body: await findBody(quick, seq) }
  }
}

function medianSkew(rows: readonly NeighbourRow[]): number | null {
  const skews = rows.flatMap(({ skewSeconds }) => skewSeconds ?? []).toSorted((one, other) => one - other)
  return skews[Math.floor(skews.length / 2)] ?? null
}
