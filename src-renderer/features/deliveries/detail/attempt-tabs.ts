/** The tabs of an attempt, in order; the keys 1 to 5 open them. */
export const attemptTabs = [
  { name: 'response', label: 'Response' },
  { name: 'request', label: 'Request' },
  { name: 'headers', label: 'Headers' },
  { name: 'timing', label: 'Timing' },
  { name: 'diff', label: 'Diff' },
] as const

export type AttemptTab = (typeof attemptTabs)[number]['name']

/** The tab that an address names; the first one where it names none. */
export const attemptTabOf = (name: string | null): AttemptTab =>
  attemptTabs.find((tab) => tab.name === name)?.name ?? 'response'
