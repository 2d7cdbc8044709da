import type { Load } from './load.ts'

const words =
  'invoice order customer payment refund shipment parcel warehouse ticket release branch commit review deploy ' +
  'account session invoice-line currency amount country street postcode phone product variant discount coupon tax'

/** A JSON body of about so many bytes, with an id that differs from request to request. */
export function jsonBody(bytes: number): Load['body'] {
  const head = '{"type":"order.updated","event_id":"evt_'
  const start = '","data":{"object":{"status":"paid","amount":1099,"currency":"eur","note":"'
  const end = '"}}}'
  const textBytes = Math.max(0, bytes - head.length - 16 - start.length - end.length)
  return { head, tail: `${start}${words.repeat(Math.ceil(textBytes / words.length)).slice(0, textBytes)}${end}` }
}

/** What a plain sender says of itself. */
export const plainHeaders = { 'Content-Type': 'application/json', 'User-Agent': 'sender/1.0', Accept: '*/*' }

/** As many headers as a request has that came through a tunnel; none that would be the same event again and again. */
export const manyHeaders = {
  ...plainHeaders,
  'X-Shop-Domain': 'example.shop',
  'X-Shop-Topic': 'orders/updated',
  'X-Shop-Api-Version': '2026-10',
  'X-Shop-Signature': 'dV8x0SHbqhLkZoBnMNuPvuJNMDJWGnZPcBQ6mS8yqEw=',
  'X-Request-Start': 't=1795427694998',
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'hooks.example.com',
  'Accept-Encoding': 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
}
