import type { Attempt, Delivery } from '#shared/model/delivery.ts'

const linesOfAnswer = 20

/** A delivery with its attempts, in lines. */
export function tellDelivery({ id, state, reason, attempts }: Delivery): string[] {
  return [`${id}  ${state}${reason === null ? '' : `: ${reason}`}`, ...attempts.flatMap(tellAttempt)]
}

function tellAttempt(attempt: Attempt): string[] {
  const { request, response } = attempt
  return [
    `Sent      ${request.method} ${request.url}, ${request.bodyBytes} bytes`,
    ...changesOf(attempt).map((line) => `          ${line}`),
    `Answer    ${answerOf(attempt)}`,
    ...(response === null ? [] : bodyOf(response).map((line) => `          ${line}`)),
  ]
}

function changesOf({ request }: Attempt): string[] {
  const { edited, signedWith, newEventId, droppedHeaders } = request
  return [
    ...(edited.length > 0 ? [`edited: ${edited.join(', ')}`] : []),
    ...(signedWith === null ? [] : [`signed anew with ${signedWith}`]),
    ...(newEventId === null ? [] : [`with the new event id ${newEventId}`]),
    ...(droppedHeaders.length > 0 ? [`without what belongs to its hop: ${droppedHeaders.join(', ')}`] : []),
  ]
}

function answerOf({ response, error, endedAt, timing }: Attempt): string {
  const took = timing === null ? '' : ` in ${Math.round(timing.totalMs * 10) / 10} ms`
  if (response !== null) return `${response.status}${took}, ${response.bodyBytes} bytes`
  if (error !== null) return `none: ${error.message} (${error.code})`
  return endedAt === null ? 'not yet' : 'none'
}

function bodyOf({ body, isCut }: NonNullable<Attempt['response']>): string[] {
  const bytes = Buffer.from(body, 'base64')
  const text = bytes.toString('utf8')
  if (!bytes.equals(Buffer.from(text))) return ['(no text)']
  const lines = text.trimEnd().split('\n')
  if (text.trim() === '') return []
  return lines.length > linesOfAnswer || isCut ? [...lines.slice(0, linesOfAnswer), '…'] : lines
}
