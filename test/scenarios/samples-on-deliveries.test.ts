import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SampleLanguage } from '#shared/guide/verification-guide.ts'
import { SignatureProfileName } from '#shared/rules/signature-profiles.ts'
import type { SunkRequest } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runSample, sampleRunners, whyNotHere } from '#test/support/sample-runners.ts'
import { runService } from '#test/support/service.ts'

/** A delivery as the cases of a sample: as it came, and with a byte more. */
function writeCases(folder: string, { headers, body }: SunkRequest): void {
  const lines = headers.map(([name, value]) => `${name}: ${value}\n`).join('')
  for (const number of [1, 2]) writeFileSync(join(folder, `${number}.headers`), lines)
  writeFileSync(join(folder, '1.body'), body)
  writeFileSync(join(folder, '2.body'), Buffer.concat([body, Buffer.from(' ')]))
}

describe.each(SampleLanguage.options)('the sample in %s', (language) => {
  // Compilers and a busy machine take their time.
  test.for(SignatureProfileName.options)(
    'accepts a real delivery signed by %s, and not with a byte more',
    { timeout: 240_000 },
    async (profile, { skip }) => {
      await using sink = await openRawSink()
      await using creel = await runService()
      const settings = { name: 'Orders', url: sink.url, events: ['*'], signatures: [{ profile }] }
      const { id, secret } = await creel.call('webhooks.create', settings)
      const { guides } = await creel.call('webhooks.verificationGuide', { id })
      const code = guides[0]?.samples.find((sample) => sample.language === language)?.code ?? ''
      const folder = mkdtempSync(join(tmpdir(), 'creel-sample-'))
      try {
        const own = join(folder, 'sample')
        mkdirSync(own)
        const reason = whyNotHere(language, code, own)
        skip(reason !== null, reason ?? '')
        const command = sampleRunners[language]?.build(own, code) ?? []
        // Sent when all is built: what is signed is accepted for five minutes.
        await creel.call('events.publish', { type: 'order.paid', data: { name: 'Überprüfung ☕' } })
        await expect.poll(() => sink.requests.length, { timeout: 60_000 }).toBe(1)
        for (const request of sink.requests) writeCases(folder, request)
        expect(runSample(command, own, folder, { ORDERS_SECRET: secret ?? '' })).toEqual(['true', 'false'])
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})
