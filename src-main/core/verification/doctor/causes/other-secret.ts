import type { OtherSecret, Patient, Trial } from '#main/core/verification/doctor/patient.ts'

const useHere = 'Add this secret to the source, or use the right address where the sender is configured.'
const renewThere = 'The sender still signs with it. Set the new secret there; until then it can be checked with both.'

/** A secret that was taken off this source. */
export function* removedSecret({ removed }: Patient): Generator<Trial> {
  for (const secret of removed) yield trialWith(secret, renewThere)
}

/** A secret that this source does not have, but another source or a webhook of the workspace has. */
export function* otherSecret({ elsewhere }: Patient): Generator<Trial> {
  for (const secret of elsewhere) yield trialWith(secret, useHere)
}

const trialWith = ({ id, secret, hint, owner, isUsable }: OtherSecret, fix: string): Trial => ({
  secrets: [{ id, secret }],
  tell: () => ({
    evidence: `The signature verifies with ${hint}, ${owner}.`,
    fix,
    action: isUsable ? { kind: 'use-secret', secretId: id } : { kind: 'add-secret' },
  }),
})
