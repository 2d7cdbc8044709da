import { builtIn } from './built-in.ts'

/** The envelopes as templates to begin with: each makes what the envelope of its name makes. */
export const envelopeTemplates = [
  builtIn({
    name: 'standard-webhooks',
    title: 'Standard Webhooks',
    describe: 'type, timestamp and data',
    source: `{
  "type": "{{ type }}",
  "timestamp": "{{ time }}",
  "data": {{ data }}
}
`,
  }),
  builtIn({
    name: 'taskflow',
    title: 'TaskFlow',
    describe: 'id, type, timestamp, data and metadata, in snake_case',
    source: `{
  "id": "{{ id }}",
  "type": "{{ type }}",
  "timestamp": "{{ time | whole_seconds }}",
  "data": {{ data | snake_keys: type }},
  "metadata": {
    "account_id": {{ metadata.accountId | default: workspaceId }},
    "triggered_by": {{ metadata.actorId }}{% if metadata.isTest %},
    "test": true{% endif %}
  }
}
`,
  }),
  builtIn({
    name: 'group',
    title: 'Group',
    describe: 'event, groupId, timestamp, actorId and data, in camelCase',
    source: `{
  "event": "{{ type }}",
  "groupId": "{{ workspaceId }}",
  "timestamp": "{{ time | whole_seconds }}",
  "actorId": {{ metadata.actorId }},
  "data": {{ data | camel_keys: type }}
}
`,
  }),
  builtIn({
    name: 'platform',
    title: 'Platform',
    describe: 'type, version, source, timestamp, data and metadata',
    source: `{
  "type": "{{ type }}",
  "version": {{ version }},
  "source": "{{ source }}",
  "timestamp": "{{ time }}",
  "data": {{ data }},
  "metadata": {{ metadata }}
}
`,
  }),
  builtIn({
    name: 'cloudevents',
    title: 'CloudEvents 1.0',
    describe: 'CloudEvents 1.0 as one JSON document',
    contentType: 'application/cloudevents+json; charset=utf-8',
    source: `{
  "specversion": "1.0",
  "id": "{{ id }}",
  "source": "{{ source | uri_reference }}",
  "type": "{{ type }}",
  "time": "{{ time }}",
  "datacontenttype": "application/json",
  "data": {{ data }}
}
`,
  }),
]
