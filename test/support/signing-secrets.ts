import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ProviderName } from '#shared/model/provider.ts'

const discord = generateKeyPairSync('ed25519')
const seedOf = Buffer.from(discord.privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
const publicOf = Buffer.from(discord.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')

export const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const discordPublicKey = publicOf.toString('hex')

/** Secrets that are of a kind of their own. */
const own: Partial<Record<ProviderName, string>> = {
  'standard-webhooks': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  discord: Buffer.concat([seedOf, publicOf]).toString('hex'),
  sendgrid: sendgridKeys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  paypal: `4JH86294D6297924G\n${readFileSync('test/fixtures/paypal/key.pem', 'utf8')}`,
  basic: 'ada:pässword',
}

/** A secret with which a provider can sign. */
export const signingSecretOf = (provider: ProviderName): string => own[provider] ?? 'a_secret-of_the_test_42'

/** Nobody but an authorisation server gives out its tokens. */
export const signers = ProviderName.options.filter((name) => name !== 'introspection')
