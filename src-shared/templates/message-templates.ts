import { builtIn } from './built-in.ts'

/** Finds a headline and a text in the data of any event; `title` and `text` are set by it. */
const words = `{%- assign title = data.title | default: data.name | default: data.summary | default: type -%}
{%- assign text = data.description | default: data.message | default: data.text -%}
`

/** Templates for what shows messages to people. */
export const messageTemplates = [
  builtIn({
    name: 'slack',
    title: 'Slack blocks',
    describe: 'A message of blocks for an incoming webhook of Slack',
    look: 'slack',
    // https://docs.slack.dev/reference/block-kit/blocks; https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    source: `${words}{
  "text": "{{ title | slack_text | truncate: 300 }}",
  "blocks": [
    {
      "type": "header",
      "text": { "type": "plain_text", "text": "{{ title | truncate: 150 }}" }
    },
{%- if text != blank %}
    {
      "type": "section",
      "text": { "type": "mrkdwn", "text": "{{ text | slack_text | truncate: 2900 }}" }
    },
{%- endif %}
    {
      "type": "context",
      "elements": [{ "type": "mrkdwn", "text": "{{ type }} from {{ source | slack_text }}, {{ time }}" }]
    }
{%- if data.url %},
    {
      "type": "actions",
      "elements": [
        { "type": "button", "text": { "type": "plain_text", "text": "Open" }, "url": "{{ data.url }}" }
      ]
    }
{%- endif %}
  ]
}
`,
  }),
  builtIn({
    name: 'teams',
    title: 'Teams card',
    describe: 'An adaptive card for a workflow of Microsoft Teams',
    look: 'teams',
    // https://learn.microsoft.com/en-us/connectors/teams, "Post to a channel when a webhook request is received"
    source: `${words}{
  "type": "message",
  "attachments": [
    {
      "contentType": "application/vnd.microsoft.card.adaptive",
      "contentUrl": null,
      "content": {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
          { "type": "TextBlock", "text": "{{ title | truncate: 300 }}", "weight": "Bolder", "size": "Medium", "wrap": true },
{%- if text != blank %}
          { "type": "TextBlock", "text": "{{ text | truncate: 4000 }}", "wrap": true },
{%- endif %}
          {
            "type": "FactSet",
            "facts": [
              { "title": "Event", "value": "{{ type }}" },
              { "title": "From", "value": "{{ source }}" },
              { "title": "Time", "value": "{{ time }}" }
            ]
          }
        ]
{%- if data.url %},
        "actions": [{ "type": "Action.OpenUrl", "title": "Open", "url": "{{ data.url }}" }]
{%- endif %}
      }
    }
  ]
}
`,
  }),
  builtIn({
    name: 'discord',
    title: 'Discord message',
    describe: 'A message with an embed for a webhook of Discord; it mentions nobody',
    look: 'discord',
    // https://docs.discord.com/developers/resources/webhook#execute-webhook; limits: …/resources/message#embed-object-embed-limits
    source: `${words}{
  "username": "Creel",
  "allowed_mentions": { "parse": [] },
  "embeds": [
    {
      "title": "{{ title | discord_text | truncate: 250 }}",
{%- if text != blank %}
      "description": "{{ text | discord_text | truncate: 4000 }}",
{%- endif %}
{%- if data.url %}
      "url": "{{ data.url }}",
{%- endif %}
      "timestamp": "{{ time }}",
      "footer": { "text": "{{ type }} from {{ source }}" }
    }
  ]
}
`,
  }),
]
