import type { Sample } from '#main/providers/provider.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { hmacSamples } from './hmac-samples.ts'

/** The check of a scheme of a provider in a user's own code. */
export const schemeSamples = (scheme: Partial<HmacScheme>): (() => readonly Sample[]) => {
  const samples = hmacSamples(HmacScheme.parse(scheme))
  return () => samples
}
