import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openKeyFileVault } from '#main/host/key-file-vault.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'creel-vault-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const keyFile = () => join(folder, 'secret.key')

test('a secret comes back, also after a restart, and is not to be seen in what is stored', () => {
  const sealed = openKeyFileVault(keyFile()).seal('whsec_äöü')
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('whsec')
  expect(openKeyFileVault(keyFile()).open(sealed)).toBe('whsec_äöü')
})

test('the key file is for this user only', () => {
  openKeyFileVault(keyFile())
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
})

test('the same secret is sealed differently each time, and a changed byte is noticed', () => {
  const vault = openKeyFileVault(keyFile())
  const [one, two] = [vault.seal('secret'), vault.seal('secret')]
  expect(one).not.toEqual(two)
  one[one.length - 1] = (one.at(-1) ?? 0) ^ 1
  expect(() => vault.open(one)).toThrow('authenticate')
})

test('a damaged key file is refused in words and left as it is', () => {
  writeFileSync(keyFile(), 'not a key')
  expect(() => openKeyFileVault(keyFile())).toThrow('is damaged')
  expect(readFileSync(keyFile(), 'utf8')).toBe('not a key')
})
