import type { WebhookPreset } from './webhook-preset.ts'

/** Whole webhooks for services that show, start or pass on something: template, limits, and how to get the address. */
export const integrations = {
  'slack-message': {
    title: 'Slack message',
    describe: 'Posts a message of blocks to a channel by an incoming webhook.',
    // https://docs.slack.dev/apis/web-api/rate-limits: one message a second.
    settings: {
      signatures: [],
      templateId: 'tpl_slack',
      concurrency: 1,
      rateLimit: { count: 1, perSeconds: 1, burst: 1 },
    },
    guide: {
      url: 'https://hooks.slack.com/services/…',
      steps: [
        'At api.slack.com/apps choose or make an app, then Incoming Webhooks, and switch them on.',
        'Add New Webhook to Workspace, choose the channel, and copy the address.',
      ],
    },
  },
  'teams-message': {
    title: 'Teams card',
    describe: 'Posts an adaptive card to a channel by a workflow.',
    settings: {
      signatures: [],
      templateId: 'tpl_teams',
      concurrency: 1,
      rateLimit: { count: 4, perSeconds: 1, burst: 1 },
    },
    guide: {
      url: 'https://….logic.azure.com/workflows/…',
      steps: [
        'In Teams open the channel’s menu, then Workflows, and choose “Post to a channel when a webhook request is received”.',
        'Finish it and copy the address that it shows.',
      ],
    },
  },
  'discord-message': {
    title: 'Discord message',
    describe: 'Posts a message with an embed; it mentions nobody.',
    // https://docs.discord.com/developers/topics/rate-limits: five in two seconds for each webhook.
    settings: {
      signatures: [],
      templateId: 'tpl_discord',
      concurrency: 1,
      rateLimit: { count: 5, perSeconds: 2, burst: 1 },
    },
    guide: {
      url: 'https://discord.com/api/webhooks/…',
      steps: ['In Discord open the channel’s settings, then Integrations, Webhooks, New Webhook.', 'Copy Webhook URL.'],
    },
  },
  ifttt: {
    title: 'IFTTT',
    describe: 'Runs an applet by the Webhooks service, with three values.',
    settings: { signatures: [], templateId: 'tpl_ifttt' },
    guide: {
      url: 'https://maker.ifttt.com/trigger/<event>/with/key/…',
      steps: [
        'At ifttt.com/maker_webhooks open Documentation, which shows your key.',
        'Put the event of your applet and the key into the address.',
      ],
    },
  },
  zapier: {
    title: 'Zapier',
    describe: 'Starts a Zap by Webhooks by Zapier, Catch Hook.',
    settings: { signatures: [], templateId: 'tpl_zapier' },
    guide: {
      url: 'https://hooks.zapier.com/hooks/catch/…',
      steps: [
        'Make a Zap whose trigger is Webhooks by Zapier, Catch Hook.',
        'Copy the address, then send a test from here.',
      ],
    },
  },
  'github-dispatch': {
    title: 'GitHub dispatch',
    describe: 'Starts the workflows of a repository that listen to repository_dispatch.',
    settings: {
      signatures: [],
      templateId: 'tpl_github-dispatch',
      headers: [{ name: 'Accept', value: 'application/vnd.github+json', isSecret: false }],
    },
    guide: {
      url: 'https://api.github.com/repos/<owner>/<repository>/dispatches',
      steps: [
        'Make a fine-grained token that may write the contents of the repository.',
        'Set it below as the authentication: bearer token.',
      ],
    },
  },
} satisfies Record<string, WebhookPreset>
