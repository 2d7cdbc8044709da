import { z } from 'zod'
import { WebhookUrl } from '#shared/model/webhook.ts'
import { actionKind } from './action-kind.ts'

/** Sends the request that the event is on as it came, byte by byte, at least once. */
export const forwardAction = actionKind({
  title: 'Forward the request',
  schema: z.object({ kind: z.literal('forward'), url: WebhookUrl }),
  describe: ({ url }) => `forward the request as it came to ${url}`,
})
