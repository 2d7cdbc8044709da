import { builtIn } from './built-in.ts'

/** Templates for services that start something of their own, and to begin one's own with. */
export const serviceTemplates = [
  builtIn({
    name: 'ifttt',
    title: 'IFTTT',
    describe: 'Three values for the Webhooks service of IFTTT',
    // https://help.ifttt.com/hc/en-us/articles/115010230347: value1 to value3, everything else is left out.
    source: `{
  "value1": "{{ type }}",
  "value2": "{{ data.title | default: data.name | default: data.summary }}",
  "value3": {{ data | json | append: "" }}
}
`,
  }),
  builtIn({
    name: 'zapier',
    title: 'Zapier',
    describe: 'One flat object, whose fields a Zap can pick',
    source: `{
  "id": "{{ id }}",
  "type": "{{ type }}",
  "time": "{{ time }}",
  "source": "{{ source }}",
  "data": {{ data }}
}
`,
  }),
  builtIn({
    name: 'github-dispatch',
    title: 'GitHub dispatch',
    describe: 'Starts workflows of a repository by a repository_dispatch event',
    // https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event: event_type has at most 100
    // letters, client_payload at most ten properties.
    source: `{
  "event_type": "{{ type | truncate: 100 }}",
  "client_payload": {
    "id": "{{ id }}",
    "time": "{{ time }}",
    "source": "{{ source }}",
    "data": {{ data }}
  }
}
`,
  }),
  builtIn({
    name: 'generic',
    title: 'Generic JSON',
    describe: 'The whole event, to be cut down to what is needed',
    source: `{{ event | json }}
`,
  }),
  builtIn({
    name: 'form',
    title: 'Form encoded',
    describe: 'A form of type, time and id, to add fields to',
    format: 'form',
    source: 'type={{ type }}&time={{ time }}&id={{ id }}',
  }),
]
