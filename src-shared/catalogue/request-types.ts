import { z } from 'zod'
import { entry } from './catalogue-entry.ts'

/** What the event of a request says. Headers stay behind: they hold credentials. */
export const RequestData = z.looseObject({
  requestId: z.string(),
  sourceId: z.string(),
  provider: z.string().nullable(),
  providerType: z.string().nullable(),
  providerEventId: z.string().nullable(),
  summary: z.string().nullable(),
  method: z.string(),
  path: z.string(),
  contentType: z.string().nullable(),
  bodyBytes: z.int(),
  body: z.json().describe('Its JSON or the fields of its form; else its text; null where it is too long or not text.'),
})
export type RequestData = z.infer<typeof RequestData>

/** Requests that sources caught. Those of a known provider are `<provider>.<type>` and have the same data. */
export const requestTypes = {
  'request.received': entry({
    group: 'request',
    description: 'A source caught a request from a sender that Creel does not know.',
    data: RequestData,
    sample: {
      requestId: 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      sourceId: 'src_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
      provider: null,
      providerType: 'order.paid',
      providerEventId: null,
      summary: 'Order 1042 · 49.90',
      method: 'POST',
      path: '/',
      contentType: 'application/json',
      bodyBytes: 53,
      body: { type: 'order.paid', order: 1042, amount: 49.9 },
    },
  }),
}
