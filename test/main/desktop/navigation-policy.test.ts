import { describe, expect, test } from 'vitest'
import { externalLink, isOwnPage, mayNavigate, mayUse } from '#main/desktop/navigation-policy.ts'

const controlUrl = 'http://127.0.0.1:4401'

const foreignPages = [
  'http://127.0.0.1:4400/',
  'http://localhost:4401/',
  'https://127.0.0.1:4401/',
  'http://127.0.0.1:4401.evil.test/',
  'http://127.0.0.1:4401@evil.test/',
  'https://evil.test/',
  'file:///etc/passwd',
  'data:text/html,hello',
  'javascript:alert(1)',
  'not an address',
]

describe('a window stays on Creel’s own pages', () => {
  test.each(['http://127.0.0.1:4401', 'http://127.0.0.1:4401/', 'http://127.0.0.1:4401/#/requests'])(
    '%s is ours',
    (url) => {
      expect(isOwnPage(url, controlUrl)).toBe(true)
      expect(mayNavigate(url, controlUrl)).toBe(true)
    },
  )

  test.each(foreignPages)('%s is not', (url) => {
    expect(isOwnPage(url, controlUrl)).toBe(false)
    expect(mayNavigate(url, controlUrl)).toBe(false)
  })

  test('a preview keeps its text in its own frame', () => {
    expect(mayNavigate('about:srcdoc', controlUrl)).toBe(true)
  })
})

describe('a link opens in the system’s browser', () => {
  test.each(['https://docs.stripe.com/webhooks', 'http://127.0.0.1:4400/in/abc'])('when it is %s', (url) => {
    expect(externalLink(url, controlUrl)).toBe(url)
  })

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'ms-settings:privacy',
    'smb://evil.test/share',
    'not an address',
    'http://127.0.0.1:4401/#/requests',
  ])('but not when it is %s', (url) => {
    expect(externalLink(url, controlUrl)).toBeNull()
  })
})

test('our own page may copy, and may do nothing else', () => {
  expect(mayUse('clipboard-sanitized-write', controlUrl, controlUrl)).toBe(true)
  expect(mayUse('clipboard-sanitized-write', 'https://evil.test', controlUrl)).toBe(false)
  expect(
    ['media', 'geolocation', 'clipboard-read', 'openExternal'].filter((it) => mayUse(it, controlUrl, controlUrl)),
  ).toEqual([])
})
