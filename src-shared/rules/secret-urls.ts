/** Addresses that are credentials themselves: whoever has one may post. What `path` finds stays in sight. */
const secretUrls: readonly { host: RegExp; path: RegExp }[] = [
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, "keep it secret"
  { host: /^hooks\.slack(-gov)?\.com$/, path: /^\/(services|workflows|triggers)\// },
  { host: /^((canary|ptb)\.)?discord(app)?\.com$/, path: /^\/api\/(v\d+\/)?webhooks\/\d+\// },
  { host: /\.webhook\.office\.com$/, path: /^\/webhookb2\// },
  { host: /\.(logic\.azure\.com|api\.powerplatform\.com)$/, path: /^\/(.*\/)?(workflows|powerautomate)\// },
  { host: /^maker\.ifttt\.com$/, path: /^\/(trigger|use)\// },
  { host: /^hooks\.zapier\.com$/, path: /^\/hooks\/(catch|standard)\// },
  { host: /^hook\.(\w+\.)?make\.com$/, path: /^\// },
  { host: /^api\.telegram\.org$/, path: /^\/bot/ },
  { host: /^chat\.googleapis\.com$/, path: /^\/v1\/spaces\// },
]

const parts = /^(https?:\/\/)([^/?#]*)([^?#]*)/i

/** A URL as it may be shown and logged: of one that is a credential only what tells the service is left. */
export function maskUrl(url: string): string {
  const [, scheme = '', authority = '', path = ''] = parts.exec(url) ?? []
  const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '').toLowerCase()
  const known = secretUrls.find((one) => one.host.test(host) && one.path.test(path))
  const shown = known?.path.exec(path)?.[0]
  return shown === undefined ? url : `${scheme}${authority}${shown}…`
}
