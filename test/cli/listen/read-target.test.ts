import { expect, test } from 'vitest'
import { readTarget, sourceNameOf } from '#main/cli/listen/read-target.ts'

test.each([
  ['3000', 'http://127.0.0.1:3000'],
  [':3000', 'http://127.0.0.1:3000'],
  ['localhost:3000', 'http://localhost:3000'],
  ['localhost:3000/hooks/', 'http://localhost:3000/hooks'],
  ['http://[::1]:8080/a?b=c', 'http://[::1]:8080/a?b=c'],
  ['https://app.test', 'https://app.test'],
])('%s leads to %s', (text, url) => {
  expect(readTarget(text)).toBe(url)
})

test.each(['', '0', '70000', 'ftp://app.test', 'javascript:alert(1)', 'http://'])('“%s” names no app', (text) => {
  expect(() => readTarget(text)).toThrow('Name the app by its port or its address')
})

test.each([
  ['http://127.0.0.1:3000', 'listen-3000'],
  ['http://localhost:3000/hooks', 'listen-3000'],
  ['http://[::1]:3000', 'listen-3000'],
  ['https://app.test:8443', 'listen-app.test:8443'],
  ['https://app.test', 'listen-app.test'],
])('the source for %s is called %s', (target, name) => {
  expect(sourceNameOf(target)).toBe(name)
})
