import { expect, test } from 'vitest'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'

test.each([
  'http://127.0.0.1:4401/',
  'http://127.9.9.9:4401/',
  'http://2130706433:4401/',
  'http://0x7f.1:4401/',
  'http://localhost:4401/api',
  'http://any.localhost:4401/',
  'http://[::1]:4401/',
  'http://[::ffff:127.0.0.1]:4401/',
  'http://0.0.0.0:4401/',
  'http://[::]:4401/',
  'http://user@localhost:4401/',
])('%s leads to the port of this computer', (url) => {
  expect(leadsToOwnPort(url, 4401)).toBe(true)
})

test.each(['http://127.0.0.1:4402/', 'http://10.0.0.7:4401/', 'http://localhost.example:4401/', 'https://localhost/'])(
  '%s does not',
  (url) => {
    expect(leadsToOwnPort(url, 4401)).toBe(false)
  },
)
