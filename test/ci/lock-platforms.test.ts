import { expect, test } from 'vitest'
import { completeLock, missingOptionals, platformEntry } from '#ci/lock-platforms.ts'

const packages = {
  'node_modules/tool': {
    version: '1.2.3',
    dev: true,
    optionalDependencies: { '@tool/binding-darwin-arm64': '1.2.3', '@tool/binding-linux-x64-musl': '1.2.3' },
  },
  'node_modules/@tool/binding-linux-x64-musl': { version: '1.2.3', dev: true, optional: true },
}

test('a platform that the registry did not have is missing from the lock', () => {
  expect(missingOptionals(packages)).toEqual([{ name: '@tool/binding-darwin-arm64', version: '1.2.3', dev: true }])
})

test('a completed lock misses nothing and keeps what it had', () => {
  const completed = completeLock(packages)
  expect(missingOptionals(completed)).toEqual([])
  expect(completed).toMatchObject(packages)
})

test.each([
  { name: '@tool/binding-linux-x64-musl', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  { name: '@tool/binding-linux-ppc64-gnu', os: ['linux'], cpu: ['ppc64'], libc: ['glibc'] },
  { name: '@tool/binding-win32-ia32-msvc', os: ['win32'], cpu: ['ia32'], libc: undefined },
  { name: '@tool/darwin-arm64', os: ['darwin'], cpu: ['arm64'], libc: undefined },
  { name: '@tool/binding-wasm32-wasi', os: undefined, cpu: ['wasm32'], libc: undefined },
])('$name says where it runs', ({ name, ...platform }) => {
  expect(platformEntry({ name, version: '1.2.3', dev: false })).toMatchObject(
    JSON.parse(JSON.stringify(platform)) as object,
  )
})

test('a package that names no platform is not guessed at', () => {
  expect(() => platformEntry({ name: 'fsevents', version: '2.3.3', dev: false })).toThrow('does not name its platform')
})
