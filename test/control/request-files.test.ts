import { expect, test } from 'vitest'
import type { Handlers } from '#main/core/handlers/handlers.ts'
import { startControl } from '#test/support/control-listener.ts'

const requestId = 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
const sourceId = 'src_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'

const answers: Partial<Handlers> = {
  'requests.show': async () =>
    ({
      id: requestId,
      sourceId,
      method: 'POST',
      path: '/orders?a=1',
      headers: [['Content-Type', 'text/html']],
    }) as never,
  'sources.get': async () => ({ url: 'http://127.0.0.1:4400/in/secret' }) as never,
}

test('a raw body is a download, whatever the sender called it', async () => {
  await using control = await startControl()
  const answer = await control.call(`/api/v1/requests/${requestId}/body`)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${requestId}.bin"`,
    'x-content-type-options': 'nosniff',
    'x-creel-content-type': 'text/html',
  })
  expect(await answer.text()).toBe('<script>alert(1)</script>')
})

test('a request is told as a curl command to its source', async () => {
  await using control = await startControl({ answers })
  const answer = await control.call(`/api/v1/requests/${requestId}/export?format=curl`)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const command = await answer.text()
  expect(command).toContain("curl 'http://127.0.0.1:4400/in/secret/orders?a=1'")
  expect(command).toContain("--data-raw '<script>alert(1)</script>'")
})

test('a format that does not exist is refused', async () => {
  await using control = await startControl({ answers })
  const answer = await control.call(`/api/v1/requests/${requestId}/export?format=cobol`)
  expect(await answer.json()).toMatchObject({ status: 400, errors: [{ path: 'format' }] })
})

test('what a delivery sent is a download too', async () => {
  await using control = await startControl()
  const answer = await control.call('/api/v1/deliveries/del_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD/body')
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  expect(await answer.text()).toBe('sent')
})
