import { describe, expect, test } from 'vitest'
import { SignatureChoice, SignatureChoices, headersOf, usualSignatures } from '#shared/rules/signature-profiles.ts'
import { SignatureScheme } from '#shared/rules/signature-scheme.ts'

const messagesOf = (choice: unknown): string =>
  SignatureChoice.safeParse(choice)
    .error?.issues.map(({ message }) => message)
    .join(' ') ?? 'accepted'

const custom = (changes: object) => ({ profile: 'custom', scheme: { header: 'X-Acme-Signature', ...changes } })

test.each([
  { profile: 'taskflow', hash: 'sha512' },
  { profile: 'group', hash: 'sha512' },
  { profile: 'stripe' },
  custom({}),
])('%j is a choice', (choice) => expect(messagesOf(choice)).toBe('accepted'))

test.each(['standard', 'github', 'stripe', 'slack'])(
  '%s is signed with SHA-256 alone: its receivers know no other',
  (profile) => {
    expect(messagesOf({ profile, hash: 'sha512' })).toMatch(/only sha256/)
  },
)

describe('a scheme of one’s own', () => {
  test.each([
    [{ header: 'X-Sig\r\nX-Evil' }, /not a name of a header/],
    [{ header: '' }, /not a name of a header/],
    [{ header: 'Content-Length' }, /belongs to the connection/],
    [{ header: 'Transfer-Encoding' }, /belongs to the connection/],
    [{ headers: [['Host', 'x']] }, /belongs to the connection/],
    [{ headers: [['X-Type', 'a\r\nX-Evil: b']] }, /one line/],
    [{ headers: [['X-Type', '{secret}']] }, /may contain/],
    [{ start: 'ü' }, /printable ASCII/],
    [{ item: 'v1=' }, /must contain \{signature\}/],
    [{ content: '{timestamp}' }, /must contain \{body\}/],
    [{ content: '{body}{password}' }, /may contain/],
    [{ separator: '\n' }, /./],
  ])('%j is refused', (changes, words) => {
    const message = messagesOf(custom(changes))
    expect(message).toMatch(words)
    expect(message).not.toBe('accepted')
  })

  test('needs a header and nothing else', () => {
    expect(SignatureScheme.parse({ header: 'X-Sig' })).toMatchObject({ content: '{body}', item: '{signature}' })
  })
})

test('two signatures may not write the same header, in whatever letters', () => {
  const clashing = [{ profile: 'group' }, custom({ header: 'x-signature' })]
  expect(SignatureChoices.safeParse(clashing).error?.issues[0]).toMatchObject({ path: [1], message: /x-signature/ })
  expect(SignatureChoices.safeParse([{ profile: 'group' }, custom({ header: 'X-Signature-Next' })]).success).toBe(false)
  expect(SignatureChoices.safeParse(usualSignatures).success).toBe(true)
})

test('a header that holds one signature only has room for the next secret beside it', () => {
  expect(headersOf({ profile: 'group' })).toEqual(['x-signature', 'x-signature-next', 'x-timestamp'])
  expect(headersOf({ profile: 'stripe' })).toEqual(['stripe-signature'])
})
