import { hmacOf } from '#main/providers/make-signature.ts'
import { headerText } from '#main/providers/header-text.ts'
import { isSameSecret } from '#main/providers/match-signature.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import type { Handshake } from './handshake.ts'
import { isPlainChallenge, jsonAnswer, refusal, textAnswer } from './handshake.ts'

const noSecret = 'This address has no secret to answer the challenge with.'

/** https://api.slack.com/events/url_verification: the challenge, also as JSON. */
export const slack: Handshake = {
  title: 'Slack URL verification',
  provider: 'slack',
  isAsked: ({ method, json }) =>
    method === 'POST' && readJsonText(json, 'type') === 'url_verification' && readJsonText(json, 'challenge') !== null,
  answer: ({ json }) => jsonAnswer({ challenge: readJsonText(json, 'challenge') }),
}

/** https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint: again every 72 hours. */
export const zoom: Handshake = {
  title: 'Zoom URL validation',
  provider: 'zoom',
  isAsked: ({ method, json }) =>
    method === 'POST' &&
    readJsonText(json, 'event') === 'endpoint.url_validation' &&
    readJsonText(json, 'payload.plainToken') !== null,
  answer({ json }, { secrets: [secret] }) {
    const plainToken = readJsonText(json, 'payload.plainToken') ?? ''
    if (secret === undefined) return refusal(401, noSecret)
    if (!isPlainChallenge(plainToken)) return refusal(403, 'This challenge is not one of Zoom’s.')
    return jsonAnswer({ plainToken, encryptedToken: hmacOf(secret, plainToken, 'hex') })
  },
}

/** https://developers.facebook.com/docs/graph-api/webhooks/getting-started: the verify token is one of the secrets. */
export const meta: Handshake = {
  title: 'Meta subscription check',
  provider: 'meta',
  isAsked: ({ method, query }) => method === 'GET' && query.has('hub.challenge') && query.has('hub.verify_token'),
  answer({ query }, { secrets }) {
    const given = query.get('hub.verify_token') ?? ''
    return secrets.some((secret) => isSameSecret(secret, given))
      ? textAnswer(query.get('hub.challenge') ?? '')
      : refusal(403, 'The verify token is none of the secrets of this source. Add it there.')
  },
}

/** https://docs.x.com/x-api/webhooks/introduction#challenge-response-checks-crc */
export const x: Handshake = {
  title: 'X challenge-response check',
  provider: 'x',
  isAsked: ({ method, query }) => method === 'GET' && query.has('crc_token'),
  answer({ query }, { secrets: [secret] }) {
    const token = query.get('crc_token') ?? ''
    if (secret === undefined) return refusal(401, noSecret)
    if (!isPlainChallenge(token)) return refusal(403, 'This challenge is not one of X.')
    return jsonAnswer({ response_token: `sha256=${hmacOf(secret, token, 'base64')}` })
  },
}

/** https://discord.com/developers/docs/interactions/overview: bad signatures are sent on purpose and must be refused. */
export const discord: Handshake = {
  title: 'Discord ping',
  provider: 'discord',
  isAsked: (request) =>
    request.method === 'POST' &&
    headerText(request, 'X-Signature-Ed25519') !== null &&
    readJsonText(request.json, 'type') === '1',
  answer: (_request, { isVerified }) =>
    isVerified ? jsonAnswer({ type: 1 }) : refusal(401, 'The signature could not be verified.'),
}
