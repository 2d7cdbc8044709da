import type { EventSample, SampleBody, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { JsonValue } from '#shared/model/event.ts'

const headers = (): HeaderPairs => jsonHeaders('Stripe/1.0 (+https://stripe.com/docs/webhooks)')

type MakeObject = (context: SampleContext) => { [field: string]: JsonValue }

const event =
  (type: string, makeObject: MakeObject, previous: { [field: string]: JsonValue } | null = null) =>
  (context: SampleContext): SampleBody => ({
    id: context.id('evt_1', 23),
    object: 'event',
    api_version: '2025-09-30.clover',
    created: secondsOf(context),
    data: { object: makeObject(context), ...(previous === null ? {} : { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: context.uuid() },
    type,
  })

const paymentIntent: MakeObject = (context) => ({
  id: context.id('pi_3', 23),
  object: 'payment_intent',
  amount: context.number(10, 500) * 100,
  currency: 'usd',
  customer: context.id('cus_', 14),
  description: 'Order 1042',
  latest_charge: context.id('ch_3', 23),
  metadata: { order: '1042' },
  payment_method: context.id('pm_1', 23),
  status: 'succeeded',
})

const invoice: MakeObject = (context) => ({
  id: context.id('in_1', 23),
  object: 'invoice',
  amount_due: 14_900,
  amount_paid: 0,
  attempt_count: 1,
  billing_reason: 'subscription_cycle',
  collection_method: 'charge_automatically',
  currency: 'usd',
  customer: context.id('cus_', 14),
  customer_email: 'ada@example.com',
  last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  next_payment_attempt: secondsOf(context) + 86_400 * 3,
  status: 'open',
  subscription: context.id('sub_1', 23),
})

const session: MakeObject = (context) => ({
  id: context.id('cs_test_', 58),
  object: 'checkout.session',
  amount_total: context.number(10, 500) * 100,
  currency: 'eur',
  customer: context.id('cus_', 14),
  customer_email: 'ada@example.com',
  metadata: { order: '1042' },
  mode: 'payment',
  payment_status: 'paid',
  status: 'complete',
})

const subscription: MakeObject = (context) => ({
  id: context.id('sub_1', 23),
  object: 'subscription',
  cancel_at_period_end: true,
  currency: 'usd',
  customer: context.id('cus_', 14),
  plan: { id: context.id('price_1', 23), object: 'plan', amount: 1900, currency: 'usd', interval: 'month' },
  status: 'active',
})

const amountOf = (field: string) => [
  { label: 'Amount (smallest unit)', path: `data.object.${field}` },
  { label: 'Currency', path: 'data.object.currency' },
  { label: 'Customer', path: 'data.object.customer' },
]

/** Events as Stripe sends them: https://docs.stripe.com/api/events/types */
export const stripeEvents: readonly EventSample[] = [
  {
    eventType: 'payment_intent.succeeded',
    summary: 'A payment succeeds',
    headers,
    body: event('payment_intent.succeeded', paymentIntent),
    quickFields: amountOf('amount'),
  },
  {
    eventType: 'invoice.payment_failed',
    summary: 'The card of an invoice is declined',
    headers,
    body: event('invoice.payment_failed', invoice),
    quickFields: [...amountOf('amount_due'), { label: 'Failure', path: 'data.object.last_payment_error.code' }],
  },
  {
    eventType: 'checkout.session.completed',
    summary: 'A checkout is completed and paid',
    headers,
    body: event('checkout.session.completed', session),
    quickFields: amountOf('amount_total'),
  },
  {
    eventType: 'customer.subscription.updated',
    summary: 'A subscription is set to end',
    headers,
    body: event('customer.subscription.updated', subscription, { cancel_at_period_end: false }),
    quickFields: [
      { label: 'Status', path: 'data.object.status' },
      { label: 'Customer', path: 'data.object.customer' },
    ],
  },
]
