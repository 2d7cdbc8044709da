import type { OutgoingResult } from '#main/core/ports.ts'
import type { Reply } from '#main/core/requests/reply.ts'

/** The app's answer as it goes back to the sender; what belongs to the hop is left out where it is sent. */
export const replyOfResult = ({ status, headers, body }: OutgoingResult & { kind: 'answered' }): Reply => ({
  status,
  headers,
  body,
  delayMs: 0,
})
