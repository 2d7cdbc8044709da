import type { Perform } from './perform-action.ts'

export const performDeliver: Perform<'deliver'> = ({ to }, _, effects) => effects.deliver(to)
