import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { SampleLanguage, secretNameOf, verificationGuide } from '#shared/guide/verification-guide.ts'
import { SignatureChoice, SignatureProfileName } from '#shared/rules/signature-profiles.ts'
import { runSample, sampleRunners, whyNotHere } from '#test/support/sample-runners.ts'
import { rightSecret, signedCases } from '#test/support/signed-cases.ts'

const hostile = String.raw`"#{1+1}'\$(id)%s{1}//` + '`id`'

const choices: { name: string; choice: SignatureChoice }[] = [
  ...SignatureProfileName.options.map((profile) => ({ name: profile, choice: { profile } })),
  { name: 'taskflow with SHA-512', choice: { profile: 'taskflow', hash: 'sha512' } },
  {
    name: 'custom',
    choice: SignatureChoice.parse({
      profile: 'custom',
      hash: 'sha512',
      scheme: {
        header: "X-'#$%&*-Sig",
        content: `${hostile}{eventId}{timestamp}{deliveryId}${hostile}{body}{eventType}`,
        encoding: 'base64',
        start: `${hostile}{timestamp}${hostile}`,
        item: `${hostile}={signature}"`,
        separator: `'"\\$`,
        headers: [
          ["X-'#$%&*-Id", '{deliveryId}'],
          ['X-Type', '{eventType}'],
        ],
      },
    }),
  },
]

const folder = mkdtempSync(join(tmpdir(), 'creel-samples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(SampleLanguage.options)('the sample in %s', (language) => {
  // Compilers and a busy machine take their time.
  test.for(choices)('says the right thing of $name', { timeout: 240_000 }, ({ name, choice }, { skip }) => {
    const own = join(folder, language, name.replaceAll(' ', '-'))
    mkdirSync(own, { recursive: true })
    const guide = verificationGuide(choice, 'ORDERS_SECRET')
    const code = guide.samples.find((sample) => sample.language === language)?.code ?? ''
    const reason = whyNotHere(language, code, own)
    skip(reason !== null, reason ?? '')
    const cases = signedCases(choice)
    for (const [index, { headers, body }] of cases.entries()) {
      writeFileSync(join(own, `${index + 1}.body`), body)
      writeFileSync(join(own, `${index + 1}.headers`), headers.map(([key, value]) => `${key}: ${value}\n`).join(''))
    }
    const command = sampleRunners[language]?.build(own, code) ?? []
    const said = runSample(command, own, own, { ORDERS_SECRET: rightSecret })
    const told = cases.map((one, index) => `${one.name}: ${said[index]}`)
    expect(told).toEqual(cases.map((one) => `${one.name}: ${one.says}`))
  })
})

describe('the guide', () => {
  test('has a sample in every language, with the name of the secret and never the secret', () => {
    for (const { choice } of choices) {
      const guide = verificationGuide(choice, 'ORDERS_SECRET')
      expect(guide.samples.map(({ language }) => language)).toEqual(SampleLanguage.options)
      expect(guide.samples.every(({ code }) => code.includes('ORDERS_SECRET') && !code.includes('\t '))).toBe(true)
      expect(guide.samples.every(({ code }) => !/undefined|\bnull;/.test(code))).toBe(true)
    }
  })

  test('tells in words what to read and what to do', () => {
    const { headers, steps } = verificationGuide({ profile: 'group' })
    expect(headers).toEqual([
      { name: 'X-Signature', holds: 'The signature: “sha256={signature}”' },
      { name: 'X-Signature-Next', holds: 'While a secret is rotated: the same, made with the new one' },
      { name: 'X-Timestamp', holds: '“{timestamp}”' },
    ])
    expect(steps.join(' ')).toMatch(/byte for byte.*5 minutes off.*SHA-256 of “\{timestamp\}\.\{body\}”.*constant time/)
  })

  test('says what is missing where no receiver could check', () => {
    const choice = SignatureChoice.parse({
      profile: 'custom',
      scheme: { header: 'X-Sig', content: '{timestamp}{eventType}{eventId}{body}' },
    })
    const guide = verificationGuide(choice)
    expect(guide.problem).toBe('No header tells the receiver the timestamp and the eventType that is signed: add one.')
    expect(guide.samples).toEqual([])
  })

  test.each([
    ['Orders, live', 'ORDERS_LIVE_SECRET'],
    ['', 'WEBHOOK_SECRET'],
    ['日本', 'WEBHOOK_SECRET'],
    ['3rd', 'WEBHOOK_SECRET'],
    ['"; rm -rf /', 'RM_RF_SECRET'],
  ])('names the secret of “%s” %s', (name, secretName) => {
    expect(secretNameOf(name)).toBe(secretName)
  })
})
