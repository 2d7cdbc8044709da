import type { Perform } from './perform-action.ts'

export const performDeliver: Perform<'deliver'> = ({ to, templateId }, _, effects) => effects.deliver(to, templateId)
