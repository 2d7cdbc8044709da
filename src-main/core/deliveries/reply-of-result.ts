import type { OutgoingResult } from '#main/core/ports.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import { replies } from '#main/core/requests/reply.ts'

/**
 * The app's answer as it goes back to the sender; what belongs to the hop is left out where it is sent. An answer that
 * was not read whole is not passed on in part.
 */
export const replyOfResult = ({ status, headers, body, bodyBytes }: OutgoingResult & { kind: 'answered' }): Reply =>
  bodyBytes > body.length ? replies.relayedTooLarge : { status, headers, body, delayMs: 0 }
