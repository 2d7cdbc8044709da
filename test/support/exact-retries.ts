import { retryPresets } from '#shared/rules/retry-presets.ts'

/** No chance in when a retry is made. */
export const noJitter = { share: 0, direction: 'around', atLeastSeconds: 0, atMostSeconds: null } as const

/** A policy to the second. */
export const toTheSecond = (name: 'standard' | 'three-days' | 'taskflow') => ({
  ...retryPresets[name].policy,
  jitter: noJitter,
})
