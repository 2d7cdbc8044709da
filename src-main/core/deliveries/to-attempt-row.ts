import type { AttemptRow } from '#shared/model/delivery.ts'
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
  isSuccess: stored.status !== null && stored.status >= 200 && stored.status < 300,
  status: stored.status,
  error: wordsOf(stored),
  errorClass: stored.errorClass,
  totalMs: stored.timing === null ? null : (JSON.parse(stored.timing) as { totalMs: number }).totalMs,
  startedAt: new Date(stored.startedAt).toISOString(),
  endedAt: stored.endedAt === null ? null : new Date(stored.endedAt).toISOString(),
})

function wordsOf({ error, errorClass, status }: ListedAttempt): string | null {
  if (error !== null) return (JSON.parse(error) as { message: string }).message
  if (errorClass === null || !Object.hasOwn(errorClasses, errorClass)) return null
  const { what } = errorClasses[errorClass as keyof typeof errorClasses]
  return status === null ? `${what}.` : `${what}: it answered ${status}.`
}
