import crypto from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { checking, requestOf, signedRequests } from '#test/support/signed-requests.ts'

const compare = crypto.timingSafeEqual

function replaceComparison(by: typeof compare): void {
  crypto.timingSafeEqual = by
  syncBuiltinESMExports()
}

afterEach(() => replaceComparison(compare))

const withSharedSecret = signedRequests.filter(({ name }) => !name.includes('v1a'))

describe.each(withSharedSecret)('$name', (vector) => {
  const verdict = () => verifyRequest(requestOf(vector), checking(vector.provider, [vector.secret])).verification.state

  test('is verified by the constant-time comparison alone: where that says no, nothing is', () => {
    replaceComparison(() => false)
    expect(verdict()).toBe('failed')
  })

  test('has its whole signature compared, by one call of equal lengths', () => {
    const lengths: number[][] = []
    replaceComparison((left, right) => {
      lengths.push([left.byteLength, right.byteLength])
      return compare(left, right)
    })
    expect(verdict()).toBe('verified')
    expect(lengths).toHaveLength(1)
    expect(lengths[0]?.[0]).toBe(lengths[0]?.[1])
    expect(lengths[0]?.[0]).toBeGreaterThanOrEqual(40)
  })
})

test('what checks cannot compute a signature but in one file, so that nothing else can compare one', () => {
  const files = globSync('src-main/{providers,core/verification}/**/*.ts')
  expect(files.length).toBeGreaterThan(10)
  const matching = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8'))).toSorted()
  expect(matching(/^import .*from 'node:crypto'/m)).toEqual([
    'src-main/providers/make-signature.ts',
    'src-main/providers/match-signature.ts',
  ])
  // Signing is for what goes out: no check knows it. The doctor, which decides nothing, asks what should have come.
  expect(matching(/make-signature\.ts'|\.sign\(/).filter((file) => /verification\/(?!doctor\/)/.test(file))).toEqual([])
  expect(readFileSync('src-main/providers/make-signature.ts', 'utf8')).not.toMatch(/timingSafeEqual|matchingSignature/)
})
