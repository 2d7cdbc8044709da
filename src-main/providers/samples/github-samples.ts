import { HmacScheme } from '#shared/model/provider.ts'
import { hmacSamples } from './hmac-samples.ts'

/** The check of GitHub's signature in a user's own code. */
export const githubSamples = hmacSamples(HmacScheme.parse({ header: 'X-Hub-Signature-256', prefix: 'sha256=' }))
