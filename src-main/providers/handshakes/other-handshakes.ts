import { headerText } from '#main/providers/header-text.ts'
import { hmacOf } from '#main/providers/make-signature.ts'
import { isSameSecret } from '#main/providers/match-signature.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import type { Handshake } from './handshake.ts'
import { jsonAnswer, refusal, textAnswer } from './handshake.ts'

/** https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md section 4 */
export const cloudEvents: Handshake = {
  title: 'CloudEvents consent',
  provider: null,
  isAsked: (request) => request.method === 'OPTIONS' && headerText(request, 'WebHook-Request-Origin') !== null,
  answer: (request) => ({
    status: 200,
    headers: [
      ['WebHook-Allowed-Origin', headerText(request, 'WebHook-Request-Origin') ?? ''],
      ['WebHook-Allowed-Rate', headerText(request, 'WebHook-Request-Rate') ?? '*'],
      ['Allow', 'POST'],
    ],
    body: '',
  }),
}

/** https://developer.xero.com/documentation/guides/webhooks/configuring-your-server: right ones 200, wrong ones 401. */
export const xero: Handshake = {
  title: 'Xero intent to receive',
  provider: null,
  isAsked: (request) =>
    request.method === 'POST' &&
    headerText(request, 'x-xero-signature') !== null &&
    readJsonPath(request.json, 'events.0') === undefined,
  answer(request, { secrets }) {
    const given = headerText(request, 'x-xero-signature') ?? ''
    return secrets.some((secret) => isSameSecret(hmacOf(secret, request.body, 'base64'), given))
      ? textAnswer('')
      : refusal(401, 'The signature could not be verified.')
  },
}

/** https://www.dropbox.com/developers/reference/webhooks */
export const dropbox: Handshake = {
  title: 'Dropbox challenge',
  provider: null,
  isAsked: ({ method, query }) => method === 'GET' && query.has('challenge'),
  answer: ({ query }) => textAnswer(query.get('challenge') ?? ''),
}

/** https://learn.microsoft.com/graph/change-notifications-delivery-webhooks: within ten seconds, decoded, as text. */
export const microsoftGraph: Handshake = {
  title: 'Microsoft Graph validation',
  provider: null,
  isAsked: ({ method, query }) => method === 'POST' && query.has('validationToken'),
  answer: ({ query }) => textAnswer(query.get('validationToken') ?? ''),
}

/** https://developer.okta.com/docs/concepts/event-hooks/#one-time-verification-request */
export const okta: Handshake = {
  title: 'Okta verification',
  provider: null,
  isAsked: (request) => request.method === 'GET' && headerText(request, 'X-Okta-Verification-Challenge') !== null,
  answer: (request) => jsonAnswer({ verification: headerText(request, 'X-Okta-Verification-Challenge') }),
}

/** https://developers.asana.com/docs/webhooks-guide: the secret comes here once, and goes back. */
export const asana: Handshake = {
  title: 'Asana handshake',
  provider: null,
  isAsked: (request) => request.method === 'POST' && headerText(request, 'X-Hook-Secret') !== null,
  answer: (request) => textAnswer('', [['X-Hook-Secret', headerText(request, 'X-Hook-Secret') ?? '']]),
}

/** https://www.w3.org/TR/websub/#hub-verifies-intent */
export const webSub: Handshake = {
  title: 'WebSub verification',
  provider: null,
  isAsked: ({ method, query }) =>
    method === 'GET' && query.has('hub.mode') && query.has('hub.topic') && query.has('hub.challenge'),
  answer: ({ query }) => textAnswer(query.get('hub.challenge') ?? ''),
}

/** https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#responding-to-a-challenge-request */
export const twitch: Handshake = {
  title: 'Twitch challenge',
  provider: null,
  isAsked: (request) =>
    request.method === 'POST' &&
    headerText(request, 'Twitch-Eventsub-Message-Type') === 'webhook_callback_verification' &&
    readJsonText(request.json, 'challenge') !== null,
  answer: ({ json }) => textAnswer(readJsonText(json, 'challenge') ?? ''),
}

/** https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema */
export const eventGrid: Handshake = {
  title: 'Azure Event Grid validation',
  provider: null,
  isAsked: (request) =>
    request.method === 'POST' &&
    headerText(request, 'aeg-event-type') === 'SubscriptionValidation' &&
    readJsonText(request.json, '0.data.validationCode') !== null,
  answer: ({ json }) => jsonAnswer({ validationResponse: readJsonText(json, '0.data.validationCode') }),
}
