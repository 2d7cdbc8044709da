import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Rendered, SandboxAnswer } from '#main/core/sandbox/sandbox.ts'
import { catastrophicPatterns } from '#test/support/catastrophic-patterns.ts'
import { sandboxAttacks } from '#test/support/sandbox-attacks.ts'
import { renderJob, sampleEvent } from '#test/support/template-events.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { testSandbox } from '#test/support/test-sandbox.ts'

// Short, so that two hundred of them take seconds; a few are run at the real limits.
const limits = { limitMs: 15, deadlineMs: 150 }
const quickLimitMs = 500
// Compiling a schema takes longer than any of them.
const checkedAsSchemas = new Set(
  catastrophicPatterns.filter((_, index) => index % 11 === 0).map(({ pattern }) => pattern),
)
const minutes = 240_000

/** A secret in a file and one in the environment, which must never come out. */
function laySecrets() {
  const folder = temporaryFolder()
  const file = join(folder.path, 'secret.txt')
  writeFileSync(file, 'canary-in-a-file')
  process.env['CREEL_CANARY'] = 'canary-in-the-environment'
  onTestFinished(() => {
    delete process.env['CREEL_CANARY']
    folder[Symbol.dispose]()
  })
  return { inPlace: (source: string) => source.replaceAll('FILE', file) }
}

const textOf = (answer: SandboxAnswer<Rendered>): string => JSON.stringify(answer)
const leaks = (text: string): boolean =>
  /canary-in|root:x:0|PATH=|\[native code\]|"polluted"|readFileSync/.test(text.replaceAll(/"fault":.*/g, ''))

const event = { ...sampleEvent, data: { list: [1, 2], text: 'some text' } }

describe('two hundred attacks', () => {
  test('there are that many', () => {
    expect(sandboxAttacks.length).toBeGreaterThanOrEqual(200)
    expect(new Set(sandboxAttacks.map(({ source }) => source)).size).toBe(sandboxAttacks.length)
  })

  test(
    'none runs code of the host, reads a file or the environment, or goes on beyond its deadline',
    { timeout: minutes },
    async () => {
      const { inPlace } = laySecrets()
      await using sandbox = testSandbox(limits)
      await sandbox.run('warm', renderJob({ source: '{}' }))
      const leaking: string[] = []
      for (const { source, ...attack } of sandboxAttacks) {
        const answer = await sandbox.run('attacker', renderJob({ ...attack, source: inPlace(source) }, event))
        expect(answer.kind).not.toBe('busy')
        if (leaks(textOf(answer))) leaking.push(`${source.slice(0, 80)} → ${textOf(answer).slice(0, 200)}`)
      }
      expect(leaking).toEqual([])
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      expect(await sandbox.run('good', renderJob({ source: '[1]' }))).toMatchObject({ result: { text: '[1]' } })
    },
  )

  test('at the real limits each is killed within half a second', { timeout: minutes }, async () => {
    await using sandbox = testSandbox()
    await sandbox.run('warm', renderJob({ source: '{}', language: 'javascript' }))
    const heavy = sandboxAttacks.filter(({ source }) => /for \(;;\)[; {]|999999999/.test(source)).slice(0, 4)
    const slow: string[] = []
    for (const attack of heavy) {
      // A replacement has started: what is measured is the attack alone.
      await sandbox.run('warm', renderJob({ source: 'const transform = () => 1', language: 'javascript' }))
      const startedAt = process.cpuUsage()
      await sandbox.run('attacker', renderJob(attack, event))
      const { user, system } = process.cpuUsage(startedAt)
      // In processor time, of which a killed thread can use no more than passes: a busy machine changes nothing.
      if ((user + system) / 1000 > quickLimitMs + 100) slow.push(`${attack.source}: ${(user + system) / 1000} ms`)
    }
    expect(slow).toEqual([])
  })

  test('a twin that runs transforms in Creel’s own engine is caught', () => {
    const { inPlace } = laySecrets()
    const own = globalThis as { require?: NodeJS.Require; process: NodeJS.Process }
    own.require = createRequire(import.meta.url)
    onTestFinished(() => {
      delete own.require
    })
    const caught = sandboxAttacks
      .filter(({ language, source }) => language === 'javascript' && /CREEL_CANARY|readFileSync/.test(source))
      .filter(({ source }) => {
        try {
          // oxlint-disable-next-line typescript/no-implied-eval, eslint/no-new-func -- the known-bad way
          const transform = new Function(`${inPlace(source)}; return transform`)() as (given: unknown) => unknown
          return leaks(String(transform(event)))
        } catch {
          return false
        }
      })
    expect(caught.length).toBeGreaterThanOrEqual(10)
  })
})

describe('a hundred catastrophic patterns', () => {
  test('there are that many', () => {
    expect(new Set(catastrophicPatterns.map(({ pattern }) => pattern)).size).toBe(100)
  })

  test('none goes on beyond its deadline in a transform', { timeout: minutes }, async () => {
    await using sandbox = testSandbox(limits)
    let stopped = 0
    for (const { pattern, text } of catastrophicPatterns) {
      const source = `const transform = () => new RegExp(${JSON.stringify(pattern)}).test(${JSON.stringify(text)})`
      const answer = await sandbox.run('attacker', renderJob({ language: 'javascript', source }))
      expect(answer.kind).not.toBe('busy')
      if (/ran for more than|took longer than/.test(JSON.stringify(answer))) stopped += 1
    }
    // Most of them would not have ended by themselves.
    expect(stopped).toBeGreaterThan(50)
  })

  test(
    'none takes long in the filter matches or as the pattern of a schema, which are RE2',
    { timeout: minutes },
    async () => {
      await using sandbox = testSandbox()
      for (const { pattern, text } of catastrophicPatterns) {
        const source = `{{ data.text | matches: ${JSON.stringify(pattern)} }}`
        const filter = await sandbox.run(
          'one',
          renderJob({ source: source.replaceAll('\\\\', '\\') }, { ...event, data: { text } }),
        )
        expect(filter).toMatchObject({ kind: 'done', result: { kind: expect.stringMatching(/rendered|faulty/) } })
        if (!checkedAsSchemas.has(pattern)) continue
        const outputSchema = { type: 'string', pattern }
        const schema = await sandbox.run('one', renderJob({ source: JSON.stringify(text), outputSchema }))
        expect(JSON.stringify(schema)).toMatch(/rendered|must match pattern|no JSON Schema/)
      }
      expect(sandbox.lost).toEqual([])
    },
  )
})
