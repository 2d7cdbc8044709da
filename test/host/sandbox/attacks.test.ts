import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Rendered, SandboxAnswer } from '#main/core/sandbox/sandbox.ts'
import { usualLimits } from '#main/host/sandbox/sandbox.ts'
import { catastrophicPatterns } from '#test/support/catastrophic-patterns.ts'
import { sandboxAttacks } from '#test/support/sandbox-attacks.ts'
import { renderJob, sampleEvent } from '#test/support/template-events.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { testSandbox } from '#test/support/test-sandbox.ts'

const minutes = 240_000
// What is killed without having been given its time: a busy machine may add some, and no more.
const mostStopped = 40

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

const killedWords = new RegExp(
  `^It (took longer than ${usualLimits.deadlineMs} ms|needed too much memory) and was stopped`,
)
const textOf = (answer: SandboxAnswer<Rendered>): string => JSON.stringify(answer)
const leaks = (text: string): boolean =>
  /canary-in|root:x:0|PATH=|\[native code\]|"polluted"|readFileSync/.test(text.replaceAll(/"fault":.*/g, ''))

const event = { ...sampleEvent, data: { list: [1, 2], text: 'some text' } }

describe('two hundred attacks', () => {
  test('there are that many', () => {
    expect(sandboxAttacks.length).toBeGreaterThanOrEqual(200)
    expect(new Set(sandboxAttacks.map(({ source }) => source)).size).toBe(sandboxAttacks.length)
  })

  test('the deadline of a job lies well within half a second', () => {
    expect(usualLimits.deadlineMs).toBeLessThanOrEqual(300)
    expect(usualLimits.limitMs).toBeLessThan(usualLimits.deadlineMs)
  })

  test(
    'none runs code of the host, reads a file or the environment, or goes on beyond its deadline',
    { timeout: minutes },
    async () => {
      const { inPlace } = laySecrets()
      await using sandbox = testSandbox()
      await sandbox.run('warm', renderJob({ source: '{}' }))
      const leaking: string[] = []
      const stopped: string[] = []
      for (const { source, ...attack } of sandboxAttacks) {
        const answer = await sandbox.run('attacker', renderJob({ ...attack, source: inPlace(source) }, event))
        if (answer.kind !== 'done') stopped.push(answer.kind === 'stopped' ? answer.reason : answer.kind)
        if (leaks(textOf(answer))) leaking.push(`${source.slice(0, 80)} → ${textOf(answer).slice(0, 200)}`)
      }
      expect(leaking).toEqual([])
      expect(stopped.filter((reason) => !killedWords.test(reason))).toEqual([])
      // Each of these took its thread down with it, and no other did.
      expect(sandbox.lost).toEqual(stopped)
      expect(stopped.length).toBeGreaterThan(0)
      expect(stopped.length).toBeLessThan(mostStopped)
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      expect(await sandbox.run('good', renderJob({ source: '[1]' }))).toMatchObject({ result: { text: '[1]' } })
    },
  )

  test('a twin that runs transforms in Creel’s own engine is caught', () => {
    const { inPlace } = laySecrets()
    const lent = { require: createRequire(import.meta.url), parseXml: JSON.parse, toForm: JSON.stringify }
    Object.assign(globalThis, lent)
    onTestFinished(() => {
      for (const name of Object.keys(lent)) Reflect.deleteProperty(globalThis, name)
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
    expect(caught.length).toBeGreaterThanOrEqual(15)
  })
})

describe('a hundred catastrophic patterns', () => {
  test('there are that many', () => {
    expect(new Set(catastrophicPatterns.map(({ pattern }) => pattern)).size).toBe(100)
  })

  test('none goes on beyond its deadline in a transform', { timeout: minutes }, async () => {
    // A short count of its own, so that a hundred of them take seconds.
    await using sandbox = testSandbox({ ...usualLimits, limitMs: 20 })
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
        const outputSchema = { type: 'string', pattern }
        const schema = await sandbox.run('one', renderJob({ source: JSON.stringify(text), outputSchema }))
        expect(JSON.stringify(schema)).toMatch(/rendered|must match pattern|no JSON Schema/)
      }
      expect(sandbox.lost).toEqual([])
    },
  )
})
