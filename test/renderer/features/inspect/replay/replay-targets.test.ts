import { expect, test } from 'vitest'
import type { ReplayMemory } from '#renderer/features/inspect/replay/replay-targets.ts'
import {
  isLoopbackTarget,
  mustAsk,
  offeredTarget,
  rememberTarget,
  targetMistake,
  toggleSavedTarget,
} from '#renderer/features/inspect/replay/replay-targets.ts'

const nothing = { recent: [], allowed: [], saved: [] }

test.each([
  ['http://localhost:3000/x', true],
  ['http://app.localhost/', true],
  ['http://127.1.2.3:80/', true],
  ['http://[::1]:3000/', true],
  ['http://127.0.0.1.example.com/', false],
  ['http://localhost.example.com/', false],
  ['https://192.168.1.4/', false],
])('%s is this computer: %s', (url, expected) => {
  expect(isLoopbackTarget(url)).toBe(expected)
})

test('another computer is asked about once for each origin', () => {
  const url = 'https://staging.example.com/hooks'
  expect(mustAsk(url, nothing)).toBe(true)
  const memory = rememberTarget(nothing, url)
  expect(mustAsk('https://staging.example.com/other', memory)).toBe(false)
  expect(mustAsk('https://example.com/hooks', memory)).toBe(true)
  expect(mustAsk('http://localhost:3000', nothing)).toBe(false)
})

test('the recent targets are few, newest first and each once', () => {
  let memory: ReplayMemory = nothing
  for (const port of [1, 2, 3, 4, 5, 6, 7, 8, 9, 2]) memory = rememberTarget(memory, `http://localhost:${port}/`)
  expect(memory.recent.map((url) => Number(new URL(url).port))).toEqual([2, 9, 8, 7, 6, 5, 4, 3])
  expect(memory.allowed).toEqual([])
})

test('the source’s own target is offered before the last one', () => {
  const memory = rememberTarget(nothing, 'http://localhost:1/')
  expect(offeredTarget('http://localhost:9/', memory)).toBe('http://localhost:9/')
  expect(offeredTarget(null, memory)).toBe('http://localhost:1/')
  expect(offeredTarget(null, nothing)).toBe('')
})

test('a target is saved once and forgotten again, and using it keeps it', () => {
  const saved = toggleSavedTarget(nothing, 'http://localhost:1/')
  expect(rememberTarget(saved, 'http://localhost:2/').saved).toEqual(['http://localhost:1/'])
  expect(toggleSavedTarget(saved, 'http://localhost:1/').saved).toEqual([])
})

test('what is no http address is refused in words', () => {
  expect(targetMistake('')).toMatch('needs a target')
  expect(targetMistake('localhost:3000')).toMatch('http or https')
  expect(targetMistake('ftp://x')).toMatch('http or https')
  expect(targetMistake('http://localhost:3000')).toBeNull()
})
