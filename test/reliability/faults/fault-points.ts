/** Where a process ends itself: at a statement, at the commit of a turn in which a statement ran, or at the sending. */
export type FaultPoint =
  | { kind: 'statement' | 'commit'; sql: string; when: 'before' | 'after' }
  | { kind: 'sending'; when: 'before' | 'under-way' | 'after' }

const planned = 'insert into delivery '
const begun = "update delivery set state = 'sending'"
const attempted = 'insert into attempt'
const attemptEnded = 'update attempt set endedAt'
const deliveryEnded = 'update delivery set state = @state'
const counted = 'insert into webhookMinute (webhookId, minute, workspaceId, attempts'

/** Every step of a delivery, from being planned to being over. */
export const faultPoints = {
  'before-plan': { kind: 'statement', sql: planned, when: 'before' },
  'after-plan': { kind: 'statement', sql: planned, when: 'after' },
  'before-plan-commit': { kind: 'commit', sql: planned, when: 'before' },
  'after-plan-commit': { kind: 'commit', sql: planned, when: 'after' },
  'before-begin': { kind: 'statement', sql: begun, when: 'before' },
  'before-attempt-row': { kind: 'statement', sql: attempted, when: 'before' },
  'after-attempt-row': { kind: 'statement', sql: attempted, when: 'after' },
  'after-begin-commit': { kind: 'commit', sql: attempted, when: 'after' },
  'before-send': { kind: 'sending', when: 'before' },
  'while-sending': { kind: 'sending', when: 'under-way' },
  'after-send': { kind: 'sending', when: 'after' },
  'before-attempt-end': { kind: 'statement', sql: attemptEnded, when: 'before' },
  'after-attempt-end': { kind: 'statement', sql: attemptEnded, when: 'after' },
  'after-delivery-end': { kind: 'statement', sql: deliveryEnded, when: 'after' },
  'after-count': { kind: 'statement', sql: counted, when: 'after' },
  'before-end-commit': { kind: 'commit', sql: deliveryEnded, when: 'before' },
  'after-end-commit': { kind: 'commit', sql: deliveryEnded, when: 'after' },
} as const satisfies Record<string, FaultPoint>

export type FaultPointName = keyof typeof faultPoints

export const faultPointNames = Object.keys(faultPoints) as FaultPointName[]

export const isFaultPointName = (name: string): name is FaultPointName => Object.hasOwn(faultPoints, name)
