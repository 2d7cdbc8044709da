import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { HowToVerify } from './verify-request.ts'

/** How a source checks its requests. */
export const howToVerify = ({ settings, secrets }: LiveSource): HowToVerify => ({
  provider: settings.provider,
  hmac: settings.hmac,
  policy: settings.verificationPolicy,
  toleranceSeconds: settings.toleranceSeconds,
  canonicalUrl: settings.canonicalUrl,
  secrets,
})
