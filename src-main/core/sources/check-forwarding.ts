import { AppError } from '#shared/contract/problem.ts'
import type { SourceSettings } from '#shared/model/source.ts'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'

/** Where this Creel itself can be reached. */
export type OwnAddresses = { receiverPort: number; controlPort: number; publicUrl: string | null }

/** Refuses to send a source's requests on to Creel itself: each would come back as a new one, without end. */
export function checkForwarding({ forwarding }: Pick<SourceSettings, 'forwarding'>, own: OwnAddresses): void {
  const isOwn = (url: string): boolean =>
    leadsToOwnPort(url, own.receiverPort) ||
    leadsToOwnPort(url, own.controlPort) ||
    (own.publicUrl !== null && new URL(url).origin === new URL(own.publicUrl).origin)
  const errors = forwarding.targets.flatMap((url, index) =>
    isOwn(url) ? [{ path: `forwarding.targets.${index}`, message: 'leads to Creel itself' }] : [],
  )
  if (errors.length === 0) return
  throw new AppError(
    'forbidden-target',
    'Requests cannot be sent on to Creel itself: each would come back as a new one, without end. Name the address of your app.',
    { errors },
  )
}
