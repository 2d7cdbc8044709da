import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const headers = (context: SampleContext) =>
  jsonHeaders(
    'PayPal/AUHD-214.0-58098787',
    ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
    [
      'PAYPAL-CERT-URL',
      `https://api.paypal.com/v1/notifications/certs/CERT-${context.hex(8)}-${context.hex(8)}-${context.hex(8)}`,
    ],
  )

const capture = (eventType: string, status: string, words: string) => (context: SampleContext) => {
  const value = `${context.number(5, 200)}.00`
  return {
    id: `WH-${context.id('', 17).toUpperCase()}-${context.id('', 17).toUpperCase()}`,
    event_version: '1.0',
    create_time: context.now.toISOString(),
    resource_type: 'capture',
    resource_version: '2.0',
    event_type: eventType,
    summary: `Payment ${words} for $ ${value} USD`,
    resource: {
      id: context.id('', 17).toUpperCase(),
      status,
      amount: { currency_code: 'USD', value },
      final_capture: true,
      create_time: context.now.toISOString(),
    },
  }
}

const quickFields = [
  { label: 'Amount', path: 'resource.amount.value' },
  { label: 'Status', path: 'resource.status' },
]

/** Events as PayPal sends them: https://developer.paypal.com/api/rest/webhooks/event-names/ */
export const paypalEvents: readonly EventSample[] = [
  {
    eventType: 'PAYMENT.CAPTURE.COMPLETED',
    summary: 'A payment is completed',
    headers,
    body: capture('PAYMENT.CAPTURE.COMPLETED', 'COMPLETED', 'completed'),
    quickFields,
  },
  {
    eventType: 'PAYMENT.CAPTURE.DENIED',
    summary: 'A payment is denied',
    headers,
    body: capture('PAYMENT.CAPTURE.DENIED', 'DECLINED', 'denied'),
    quickFields,
  },
]
