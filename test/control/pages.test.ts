import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startControl } from '#test/support/control-listener.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

function builtPages() {
  const folder = temporaryFolder()
  mkdirSync(join(folder.path, 'assets'))
  writeFileSync(join(folder.path, 'index.html'), '<!doctype html><title>Creel</title>')
  writeFileSync(join(folder.path, 'assets', 'index-4f2a.js'), 'void 0')
  writeFileSync(join(folder.path, 'secret.txt'), 'not for everyone')
  return folder
}

test('the page comes without a token and may load its own files only', async () => {
  using folder = builtPages()
  await using control = await startControl({ rendererFolder: folder.path })
  const page = await fetch(control.url)
  expect(await page.text()).toContain('<title>Creel</title>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-store')
  const policy = page.headers.get('content-security-policy')
  for (const rule of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "form-action 'none'"]) {
    expect(policy).toContain(rule)
  }
  expect(page.headers.get('set-cookie')).toBeNull()
})

test('its files never change, so they are kept', async () => {
  using folder = builtPages()
  await using control = await startControl({ rendererFolder: folder.path })
  const script = await fetch(`${control.url}/assets/index-4f2a.js`)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test.each(['/assets/missing.js', '/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%2e%2e/secret.txt'])(
  'nothing but the files of the folder is served: %s',
  async (path) => {
    using folder = builtPages()
    await using control = await startControl({ rendererFolder: folder.path })
    const answer = await control.call(path)
    expect([403, 404]).toContain(answer.status)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).not.toContain('not for everyone')
  },
)

test('without a build the page says what to do', async () => {
  await using control = await startControl()
  const page = await fetch(control.url)
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('Run “npm run build”')
})

test('it says that it is up, and whether requests can be stored', async () => {
  await using control = await startControl()
  expect(await (await fetch(`${control.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${control.url}/readyz`)).status).toBe(200)
})

test('while requests cannot be stored it is not ready', async () => {
  await using control = await startControl({ isReady: () => false })
  expect((await fetch(`${control.url}/readyz`)).status).toBe(503)
})
