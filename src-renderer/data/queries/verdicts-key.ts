/** All verdicts on senders. */
export const verdictsKey = ['verdicts'] as const
