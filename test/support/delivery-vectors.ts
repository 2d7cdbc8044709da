import { readFileSync } from 'node:fs'
import { SignatureChoices } from '#shared/rules/signature-profiles.ts'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'

/** A signed delivery whose headers are known, from `test/vectors/deliveries.json`. */
type DeliveryVector = {
  name: string
  signatures: SignatureChoice[]
  secrets: string[]
  eventId: string
  deliveryId: string
  eventType: string
  atSeconds: number
  body: string
  headers: Record<string, string>
}

const written = JSON.parse(readFileSync('test/vectors/deliveries.json', 'utf8')) as DeliveryVector[]

export const deliveryVectors = written.map((vector) => ({
  ...vector,
  signatures: SignatureChoices.parse(vector.signatures),
}))

/** What a vector signs, as the signer takes it. */
export const messageOf = ({ eventId, deliveryId, eventType, atSeconds, body }: DeliveryVector) => ({
  eventId,
  deliveryId,
  eventType,
  at: atSeconds * 1000,
  body: Buffer.from(body),
})
