import { fill } from './action-context.ts'
import type { Perform } from './perform-action.ts'

export const performNotify: Perform<'notify'> = ({ title, text }, { facts }, effects) =>
  effects.notify({ title: fill(title, facts).slice(0, 200), text: fill(text, facts).slice(0, 2000) })
