import { expect, test } from 'vitest'
import type { Route } from '#renderer/data/routes.ts'
import { parseRoute, printRoute } from '#renderer/data/routes.ts'

const places: Route[] = [
  { screen: 'inspect', id: null, tab: null, q: '' },
  { screen: 'inspect', id: 'req_1', tab: null, q: '' },
  { screen: 'inspect', id: 'req_1', tab: 'headers', q: 'sig:bad "card declined" status:>=400 a&b=c#d%' },
  { screen: 'deliveries', id: null, tab: null, q: '' },
  { screen: 'deliveries', id: 'del_1', tab: 'timing', q: 'state:dead_letter "a b"' },
  { screen: 'triggers', id: 'trg_1', tab: 'runs', q: 'push to' },
  { screen: 'webhooks', id: null, tab: null, q: 'status:paused crm' },
  { screen: 'webhooks', id: 'wh_1', tab: 'guide', q: '' },
  { screen: 'sources', id: null },
  { screen: 'sources', id: 'src_1' },
  { screen: 'settings' },
  { screen: 'settings', section: 'keys' },
  { screen: 'enter', code: 'a/b+c=' },
]

test.each(places)('the address of $screen leads back to it', (route) => {
  expect(parseRoute(printRoute(route))).toEqual(route)
})

test('an address that leads nowhere shows Inspect', () => {
  for (const hash of ['', '#', '#/', '#/nowhere/else', '#/enter']) {
    expect(parseRoute(hash)).toEqual({ screen: 'inspect', id: null, tab: null, q: '' })
  }
})

test('a broken escape in an address is taken as it stands', () => {
  expect(parseRoute('#/sources/%E0%A4%A')).toEqual({ screen: 'sources', id: '%E0%A4%A' })
})
