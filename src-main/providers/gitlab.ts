import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { gitlabEvents } from './events/gitlab-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import { hmacSignature } from './make-signature.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { keyFromBase64, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { tokenSamples } from './samples/token-samples.ts'
import { emptySecret, sha256Base64, tokenScheme } from './signature-scheme.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { bytesOfText } from './header-text.ts'

const header = 'X-Gitlab-Token'
const classic = tokenScheme(header)
const isSigned = (request: CapturedRequest): boolean => hasHeader(request, 'webhook-signature')

// https://gitlab.com/gitlab-org/gitlab/-/merge_requests/230944: a signing token signs as Standard Webhooks does.
const readSignature = (request: CapturedRequest): SignatureReading =>
  isSigned(request) ? standardWebhooks.readSignature(request, null) : classic.readSignature(request, null)

function readKey(secret: string, algorithm: SignatureAlgorithm): KeyReading {
  if (algorithm.kind === 'token') return classic.readKey(secret, algorithm)
  if (algorithm.kind !== 'hmac') return { kind: 'other-algorithm' }
  return secret.startsWith('whsec_') ? keyFromBase64(secret.slice('whsec_'.length)) : keyFromText(secret)
}

function sign(request: CapturedRequest, how: SigningWith): Signing {
  if (!isSigned(request)) return classic.sign(request, how)
  const id = headerText(request, 'webhook-id')
  if (id === null) {
    return { kind: 'impossible', reason: 'The header webhook-id is missing, and it is part of what is signed. Add it.' }
  }
  const key = readKey(how.secret, sha256Base64)
  const signature = hmacSignature(sha256Base64, key, [bytesOfText(`${id}.${how.atSeconds}.`), request.body])
  if (signature === null) return emptySecret
  return {
    kind: 'signed',
    headers: [
      ['webhook-timestamp', String(how.atSeconds)],
      ['webhook-signature', `v1,${signature}`],
    ],
  }
}

/** GitLab, with its classic token or with a signing token: https://docs.gitlab.com/user/project/integrations/webhooks/ */
export const gitlab: Provider = {
  name: 'gitlab',
  detect: (request) => [header, 'X-Gitlab-Event', 'X-Gitlab-Event-UUID'].some((name) => hasHeader(request, name)),
  readSignature,
  readKey,
  eventType: (request, json) => readJsonText(json, 'object_kind') ?? headerText(request, 'X-Gitlab-Event'),
  eventIdPlace: (request) => ({
    in: 'header',
    name: hasHeader(request, 'Idempotency-Key') ? 'Idempotency-Key' : 'X-Gitlab-Event-UUID',
  }),
  sign,
  summary: (_request, json) => [
    readJsonText(json, 'object_attributes.title') ?? readJsonText(json, 'ref')?.replace('refs/heads/', '') ?? null,
    readJsonText(json, 'object_attributes.action') ?? readJsonText(json, 'object_attributes.status'),
    readJsonText(json, 'user_name') ?? readJsonText(json, 'user.name'),
    readJsonText(json, 'project.path_with_namespace'),
  ],
  samples: () => tokenSamples(header),
  events: gitlabEvents,
}
