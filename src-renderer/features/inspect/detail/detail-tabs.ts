/** The tabs of a request, in order; the keys 1 to 8 open them. */
export const detailTabs = [
  { name: 'body', label: 'Body' },
  { name: 'headers', label: 'Headers' },
  { name: 'query', label: 'Query' },
  { name: 'signature', label: 'Signature' },
  { name: 'response', label: 'Response' },
  { name: 'timing', label: 'Timing' },
  { name: 'deliveries', label: 'Deliveries' },
  { name: 'schema', label: 'Schema' },
] as const

export type DetailTab = (typeof detailTabs)[number]['name']

/** The tab that an address names; the first one where it names none. */
export const detailTabOf = (name: string | undefined): DetailTab =>
  detailTabs.find((tab) => tab.name === name)?.name ?? 'body'
