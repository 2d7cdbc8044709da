import { z } from 'zod'
import { EgressMode } from '#shared/rules/egress.ts'
import { Timestamp } from './time.ts'
import { AddressChange, Tunnel } from './tunnel.ts'

/** How a running Creel is. */
export const Status = z.object({
  version: z.string(),
  startedAt: Timestamp,
  receiver: z.object({
    url: z.string(),
    port: z.int(),
    error: z.string().nullable().describe('Why it is not receiving.'),
    pause: z
      .object({ until: Timestamp.nullable().describe('null: until it is resumed.') })
      .nullable()
      .describe('Receiving is paused: senders get 503 and are asked to come back.'),
  }),
  control: z.object({ url: z.string(), port: z.int() }),
  egress: EgressMode.describe('Where may be sent to.'),
  tunnel: Tunnel.nullable(),
  addressChange: AddressChange.nullable().describe('Senders that know the old public address no longer get through.'),
  requestCount: z.int(),
  unreadCount: z.int().describe('Counted to 1,000.'),
  bytesOnDisk: z.int(),
  dataFolder: z.string(),
  processId: z.int(),
})
export type Status = z.infer<typeof Status>
