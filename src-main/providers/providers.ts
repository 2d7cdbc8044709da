import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { bitbucket } from './bitbucket.ts'
import { discord } from './discord.ts'
import { apiKey, basic, bearer } from './generic-token.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { hmac } from './hmac.ts'
import { hubspot } from './hubspot.ts'
import { introspection } from './introspection.ts'
import { intercom } from './intercom.ts'
import { jwt } from './jwt.ts'
import { linear } from './linear.ts'
import { mailgun } from './mailgun.ts'
import { meta } from './meta.ts'
import { paddle } from './paddle.ts'
import { paypal } from './paypal.ts'
import type { Provider } from './provider.ts'
import { sendgrid } from './sendgrid.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { square } from './square.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { stripe } from './stripe.ts'
import { telegram } from './telegram.ts'
import { twilio } from './twilio.ts'
import { vercel } from './vercel.ts'
import { webflow } from './webflow.ts'
import { woocommerce } from './woocommerce.ts'
import { x } from './x.ts'
import { zoom } from './zoom.ts'

/** All providers, in the order in which they are asked whether a request is theirs. */
export const providers = {
  github,
  gitlab,
  stripe,
  slack,
  shopify,
  twilio,
  sendgrid,
  linear,
  discord,
  bitbucket,
  mailgun,
  zoom,
  hubspot,
  paddle,
  paypal,
  intercom,
  square,
  telegram,
  meta,
  x,
  vercel,
  webflow,
  woocommerce,
  'standard-webhooks': standardWebhooks,
  hmac,
  basic,
  bearer,
  'api-key': apiKey,
  jwt,
  introspection,
} satisfies Record<ProviderName, Provider>

const inOrder: readonly Provider[] = Object.values(providers)

/** The sender of a request by its marks, or null. */
export const detectProvider = (request: CapturedRequest): ProviderName | null =>
  inOrder.find((provider) => provider.detect(request))?.name ?? null
