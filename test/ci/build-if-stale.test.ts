import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isStale } from '#ci/build-if-stale.ts'

const noon = new Date('2026-11-17T12:00:00Z')
const one = new Date('2026-11-17T13:00:00Z')

function touch(path: string, time: Date): void {
  utimesSync(path, time, time)
}

function builtRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'creel-stale-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'src-main/core'), { recursive: true })
  mkdirSync(join(folder, 'out/renderer'), { recursive: true })
  writeFileSync(join(folder, 'src-main/core/app.ts'), '')
  writeFileSync(join(folder, 'out/renderer/index.html'), '')
  for (const path of ['src-main/core/app.ts', 'src-main/core', 'src-main', 'out/renderer/index.html'])
    touch(join(folder, path), noon)
  return folder
}

test('a build is not repeated while nothing changes', () => {
  expect(isStale(builtRepository())).toBe(false)
})

test('a changed source makes the build stale', () => {
  const folder = builtRepository()
  touch(join(folder, 'src-main/core/app.ts'), one)
  expect(isStale(folder)).toBe(true)
})

test('a removed source makes the build stale', () => {
  const folder = builtRepository()
  rmSync(join(folder, 'src-main/core/app.ts'))
  expect(isStale(folder)).toBe(true)
})

test('what was never built is stale', () => {
  const folder = builtRepository()
  rmSync(join(folder, 'out'), { recursive: true })
  expect(isStale(folder)).toBe(true)
})
