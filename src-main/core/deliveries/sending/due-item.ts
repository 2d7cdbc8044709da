/** A delivery to a webhook that is owed; times in milliseconds since 1970. */
export type DueItem = {
  id: string
  workspaceId: string
  webhookId: string
  eventId: string
  eventType: string
  /** The request that the event is, if it is one. */
  requestId: string | null
  priority: number
  dueAt: number
  /** Attempts that were made. */
  attempts: number
  firstAttemptAt: number | null
  isTest: boolean
  /** The version of a template that makes its payload; null: the webhook's envelope does. */
  templateVersionId: string | null
  /** It sends a dead letter again, perhaps what that sent. */
  isReplay: boolean
}

/** Which of two goes first: the higher priority, then what has been due for longer, then what is older. */
export const compareDue = (one: DueItem, other: DueItem): number =>
  other.priority - one.priority || one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1)
