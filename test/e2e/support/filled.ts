import Stripe from 'stripe'
import type { Creel } from './creel.ts'
import { send } from './creel.ts'

const githubSecret = "It's a Secret to Everybody"
const stripeSecret = 'whsec_of_the_browser_tests'
const json = { 'content-type': 'application/json', 'user-agent': 'Shop/4.2', 'x-forwarded-for': '203.0.113.7' }

const invoice = (number: number, paid: number) =>
  JSON.stringify({
    id: `evt_${number}`,
    object: 'event',
    type: 'invoice.payment_failed',
    created: 1_763_381_462,
    data: { object: { id: `in_${number}`, customer: 'cus_N4vR81', amount_due: 48_000, amount_paid: paid } },
  })

/** Sends something of everything: providers, failures, methods, bodies. Its sources are `first-hook`, `stripe-live` and `github-org`. */
export async function fill(creel: Creel): Promise<void> {
  const stripe = await creel.call('sources.create', { name: 'stripe-live', provider: 'stripe' })
  const github = await creel.call('sources.create', {
    name: 'github-org',
    provider: 'github',
    verificationPolicy: 'strict',
  })
  await creel.call('sources.addSecret', { id: stripe.id, secret: stripeSecret, name: 'live' })
  await creel.call('sources.addSecret', { id: github.id, secret: githubSecret })

  await creel.send({
    headers: json,
    body: '{"order":17,"status":"paid","items":[{"sku":"A-1","count":2}]}',
    path: '/orders',
  })
  await creel.send({ method: 'GET', path: '/health?check=1&check=2&name=Zo%C3%AB' })
  await creel.send({
    path: '/form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'name=Zo%C3%AB&total=12',
  })
  await creel.send({
    path: '/page',
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>A page</title><h1>Hello</h1>',
  })
  await creel.send({
    method: 'PUT',
    path: '/blob',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  await send(github.url, {
    headers: {
      'x-github-event': 'push',
      'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    },
    body: 'Hello, World!',
  })
  await send(github.url, { headers: { ...json, 'x-github-event': 'issues' }, body: '{"action":"opened"}' })
  for (const [number, paid] of [
    [1, 0],
    [2, 12_000],
  ] as const) {
    const body = invoice(number, paid)
    await send(stripe.url, { headers: { ...json, 'stripe-signature': signed(body) }, body })
  }
  const altered = invoice(3, 0)
  await send(stripe.url, { headers: { ...json, 'stripe-signature': signed(altered) }, body: `${altered} ` })
}

const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256)

const signed = (payload: string): string =>
  new Stripe('sk_test_none').webhooks.generateTestHeaderString({ payload, secret: stripeSecret })
