import { z } from 'zod'

/** The senders whose requests Creel recognises and whose signatures it checks. */
export const ProviderName = z.enum([
  'github',
  'stripe',
  'standard-webhooks',
  'bitbucket',
  'discord',
  'gitlab',
  'hubspot',
  'intercom',
  'linear',
  'mailgun',
  'meta',
  'paddle',
  'paypal',
  'sendgrid',
  'shopify',
  'slack',
  'square',
  'telegram',
  'twilio',
  'vercel',
  'webflow',
  'woocommerce',
  'x',
  'zoom',
  'hmac',
  'basic',
  'bearer',
  'api-key',
  'jwt',
  'introspection',
])
export type ProviderName = z.infer<typeof ProviderName>

/** What a person sees of a provider. */
export type ProviderLabel = {
  title: string
  /** Two letters for the badge. */
  short: string
  /** The provider's page on its signature. */
  documentation: string
  /** What our check was compared with that is not ours: a library or published examples. Null: with nothing yet. */
  confirmedBy: string | null
}

/** The labels of all providers; the badge's tint is set by its name. */
export const providerLabels: Record<ProviderName, ProviderLabel> = {
  github: {
    title: 'GitHub',
    short: 'GH',
    documentation: 'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
    confirmedBy: '@octokit/webhooks-methods',
  },
  stripe: {
    title: 'Stripe',
    short: 'St',
    documentation: 'https://docs.stripe.com/webhooks/signature',
    confirmedBy: 'stripe',
  },
  'standard-webhooks': {
    title: 'Standard Webhooks',
    short: 'SW',
    documentation: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    confirmedBy: 'standardwebhooks',
  },
  slack: {
    title: 'Slack',
    short: 'Sl',
    documentation: 'https://api.slack.com/authentication/verifying-requests-from-slack',
    confirmedBy: 'the example of its documentation',
  },
  shopify: {
    title: 'Shopify',
    short: 'Sh',
    documentation: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
    confirmedBy: '@shopify/shopify-api',
  },
  twilio: {
    title: 'Twilio',
    short: 'Tw',
    documentation: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
    confirmedBy: 'twilio',
  },
  sendgrid: {
    title: 'SendGrid',
    short: 'SG',
    documentation:
      'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    confirmedBy: '@sendgrid/eventwebhook',
  },
  linear: {
    title: 'Linear',
    short: 'Li',
    documentation: 'https://linear.app/developers/webhooks',
    confirmedBy: '@linear/sdk',
  },
  discord: {
    title: 'Discord',
    short: 'Di',
    documentation: 'https://discord.com/developers/docs/interactions/overview',
    confirmedBy: 'discord-interactions',
  },
  gitlab: {
    title: 'GitLab',
    short: 'GL',
    documentation: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    confirmedBy: null,
  },
  bitbucket: {
    title: 'Bitbucket',
    short: 'Bb',
    documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
    confirmedBy: 'the example of its documentation',
  },
  mailgun: {
    title: 'Mailgun',
    short: 'Mg',
    documentation: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    confirmedBy: null,
  },
  zoom: {
    title: 'Zoom',
    short: 'Zm',
    documentation: 'https://developers.zoom.us/docs/api/webhooks/',
    confirmedBy: null,
  },
  hubspot: {
    title: 'HubSpot',
    short: 'HS',
    documentation: 'https://developers.hubspot.com/docs/api/webhooks/validating-requests',
    confirmedBy: '@hubspot/api-client',
  },
  paddle: {
    title: 'Paddle',
    short: 'Pa',
    documentation: 'https://developer.paddle.com/webhooks/signature-verification',
    confirmedBy: '@paddle/paddle-node-sdk',
  },
  paypal: {
    title: 'PayPal',
    short: 'PP',
    documentation: 'https://developer.paypal.com/api/rest/webhooks/rest/',
    confirmedBy: 'examples of its own SDKs',
  },
  intercom: {
    title: 'Intercom',
    short: 'Ic',
    documentation: 'https://developers.intercom.com/docs/webhooks/setting-up-webhooks',
    confirmedBy: null,
  },
  square: {
    title: 'Square',
    short: 'Sq',
    documentation: 'https://developer.squareup.com/docs/webhooks/step3validate',
    confirmedBy: 'square',
  },
  telegram: {
    title: 'Telegram',
    short: 'Tg',
    documentation: 'https://core.telegram.org/bots/api#setwebhook',
    confirmedBy: null,
  },
  meta: {
    title: 'Meta',
    short: 'Me',
    documentation: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
    confirmedBy: null,
  },
  x: { title: 'X', short: 'X', documentation: 'https://docs.x.com/x-api/webhooks/introduction', confirmedBy: null },
  vercel: {
    title: 'Vercel',
    short: 'Ve',
    documentation: 'https://vercel.com/docs/webhooks/webhooks-api',
    confirmedBy: null,
  },
  webflow: {
    title: 'Webflow',
    short: 'Wf',
    documentation: 'https://developers.webflow.com/data/docs/working-with-webhooks',
    confirmedBy: null,
  },
  woocommerce: {
    title: 'WooCommerce',
    short: 'WC',
    documentation: 'https://woocommerce.com/document/webhooks/',
    confirmedBy: null,
  },
  hmac: {
    title: 'Generic HMAC',
    short: 'HM',
    documentation: 'https://www.rfc-editor.org/rfc/rfc2104',
    confirmedBy: 'the examples of RFC 4231',
  },
  basic: {
    title: 'Basic authentication',
    short: 'Ba',
    documentation: 'https://www.rfc-editor.org/rfc/rfc7617',
    confirmedBy: 'the example of RFC 7617',
  },
  bearer: {
    title: 'Bearer token',
    short: 'Be',
    documentation: 'https://www.rfc-editor.org/rfc/rfc6750',
    confirmedBy: 'the example of RFC 6750',
  },
  'api-key': {
    title: 'API key',
    short: 'AK',
    documentation: 'https://www.rfc-editor.org/rfc/rfc9110#section-11',
    confirmedBy: null,
  },
  jwt: {
    title: 'JSON Web Token',
    short: 'JW',
    documentation: 'https://www.rfc-editor.org/rfc/rfc7519',
    confirmedBy: 'jose',
  },
  introspection: {
    title: 'OAuth token introspection',
    short: 'OA',
    documentation: 'https://www.rfc-editor.org/rfc/rfc7662',
    confirmedBy: 'the examples of RFC 7662',
  },
}

/** The title in a choice: a check that was compared with nothing but our own reading says so. */
export const providerChoice = (name: ProviderName): string =>
  providerLabels[name].confirmedBy === null ? `${providerLabels[name].title} (unconfirmed)` : providerLabels[name].title

/** How a sender without a scheme of its own signs: where the signature stands and what it covers. */
export const HmacScheme = z.object({
  header: z.string().min(1).default('X-Signature').describe('The header that holds the signature.'),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  prefix: z.string().default('').describe('Text before the signature, such as "sha256="; accepted with or without.'),
  timestampHeader: z.string().nullable().default(null).describe('The header that holds the time of signing, if any.'),
  content: z
    .string()
    .default('{body}')
    .refine((text) => text.includes('{body}'), 'must contain {body}')
    .describe('What is signed: {body}, {timestamp} and any text between, such as "{timestamp}.{body}".'),
})
export type HmacScheme = z.infer<typeof HmacScheme>
