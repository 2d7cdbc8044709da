import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LockedPackages } from '#ci/lock-platforms.ts'
import { missingOptionals } from '#ci/lock-platforms.ts'

/** The first version without a known hole that matters to Creel; `absent` is as good where the package is not needed. */
const minimums = {
  fastify: { version: '5.12.1', mayBeAbsent: false },
  'better-sqlite3': { version: '13.2.0', mayBeAbsent: false },
  electron: { version: '45.0.0', mayBeAbsent: false },
  axios: { version: '0.33.0', mayBeAbsent: true },
  '@modelcontextprotocol/sdk': { version: '1.26.0', mayBeAbsent: true },
  handlebars: { version: '4.7.10', mayBeAbsent: true },
  liquidjs: { version: '10.27.2', mayBeAbsent: true },
  'ip-address': { version: '10.3.1', mayBeAbsent: true },
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: LockedPackages }

const lockedVersionsOf = (name: string): string[] =>
  Object.entries(lock.packages).flatMap(([path, { version }]) =>
    version !== undefined && (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
      ? [version]
      : [],
  )

function isAtLeast(version: string, minimum: string): boolean {
  const wanted = minimum.split('.').map(Number)
  const given = version.split('.').map((part) => Number.parseInt(part, 10))
  const firstDifference = wanted.findIndex((number, index) => number !== given[index])
  return firstDifference === -1 || (given[firstDifference] ?? 0) > (wanted[firstDifference] ?? 0)
}

test.each(Object.entries(minimums))('%s is locked at a version without known holes', (name, minimum) => {
  const versions = lockedVersionsOf(name)
  expect(versions.filter((version) => !isAtLeast(version, minimum.version))).toEqual([])
  expect(versions.length > 0 || minimum.mayBeAbsent).toBe(true)
})

test('only better-sqlite3 is installed beside the bundle', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  expect(Object.keys(dependencies)).toEqual(['better-sqlite3'])
})

test('no script of a package runs when Creel is installed', () => {
  expect(readFileSync('.npmrc', 'utf8')).toContain('ignore-scripts=true')
})

// `npm ci` refuses a lock in which another platform's package is missing; `node .ci/complete-lock.ts` adds it.
test('the packages of every platform are locked', () => {
  expect(missingOptionals(lock.packages).map(({ name }) => name)).toEqual([])
})
