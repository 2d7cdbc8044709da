import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

const headers = (context: SampleContext): HeaderPairs => [
  ['User-Agent', 'TwilioProxy/1.1'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['I-Twilio-Idempotency-Token', context.uuid()],
]

const form = (fields: (context: SampleContext) => Record<string, string>) => (context: SampleContext) =>
  new URLSearchParams({ AccountSid: `AC${context.hex(32)}`, ApiVersion: '2010-04-01', ...fields(context) }).toString()

const numbers = { From: '+15005550006', To: '+15005550001' }
const ends = [
  { label: 'From', path: 'From' },
  { label: 'To', path: 'To' },
]

/** Requests as Twilio sends them: https://www.twilio.com/docs/usage/webhooks */
export const twilioEvents: readonly EventSample[] = [
  {
    eventType: 'message.received',
    summary: 'A text message arrives',
    headers,
    body: form((context) => ({
      MessageSid: `SM${context.hex(32)}`,
      Body: 'Yes, see you at 5',
      NumMedia: '0',
      ...numbers,
    })),
    quickFields: [{ label: 'Text', path: 'Body' }, ...ends],
  },
  {
    eventType: 'message.delivered',
    summary: 'A text message is delivered',
    headers,
    body: form((context) => ({ MessageSid: `SM${context.hex(32)}`, MessageStatus: 'delivered', ...numbers })),
    quickFields: [{ label: 'Status', path: 'MessageStatus' }, ...ends],
  },
  {
    eventType: 'call.completed',
    summary: 'A call ends',
    headers,
    body: form((context) => ({
      CallSid: `CA${context.hex(32)}`,
      CallStatus: 'completed',
      CallDuration: String(context.number(5, 900)),
      Direction: 'inbound',
      ...numbers,
    })),
    quickFields: [{ label: 'Status', path: 'CallStatus' }, ...ends],
  },
]
