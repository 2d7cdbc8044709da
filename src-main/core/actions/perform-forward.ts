import { failedOutcome } from './effects.ts'
import type { Perform } from './perform-action.ts'

export const performForward: Perform<'forward'> = async ({ url }, { event }, effects) =>
  event.requestId === null
    ? failedOutcome(
        'Only a request can be forwarded as it came, and this event is none. Deliver it to the URL instead.',
      )
    : effects.forward(event.requestId, url)
