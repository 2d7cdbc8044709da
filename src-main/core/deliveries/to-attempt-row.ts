import type { AttemptRow, AttemptTiming } from '#shared/model/delivery.ts'
import { errorClasses } from '#shared/rules/error-class.ts'
import type { ListedAttempt } from '#main/core/database/stores/attempt-list.ts'

/** A stored attempt as a row of a list. */
export const toAttemptRow = (stored: ListedAttempt): AttemptRow => ({
  id: stored.id,
  deliveryId: stored.deliveryId,
  eventId: stored.eventId,
  eventType: stored.eventType,
  number: stored.number,
  isTest: stored.isTest === 1,
  startedAt: new Date(stored.startedAt).toISOString(),
  endedAt: stored.endedAt === null ? null : new Date(stored.endedAt).toISOString(),
  isSuccess: stored.status !== null && stored.status >= 200 && stored.status < 300,
  status: stored.status,
  reason: wordsOf(stored),
  error: stored.error === null ? null : (JSON.parse(stored.error) as AttemptRow['error']),
  errorClass: stored.errorClass,
  isLate: stored.isLate === 1,
  // Earlier attempts were measured in fewer steps.
  timing: stored.timing === null ? null : { ...unmeasured, ...(JSON.parse(stored.timing) as AttemptTiming) },
})

const unmeasured = { dnsMs: null, tlsMs: null }

function wordsOf({ error, errorClass, status }: ListedAttempt): string | null {
  if (error !== null) return (JSON.parse(error) as { message: string }).message
  if (errorClass === null || !Object.hasOwn(errorClasses, errorClass)) return null
  const { what } = errorClasses[errorClass as keyof typeof errorClasses]
  return status === null ? `${what}.` : `${what}: it answered ${status}.`
}
