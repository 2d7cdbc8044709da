import { fillJson } from './action-context.ts'
import type { Event } from '#shared/model/event.ts'
import type { Perform } from './perform-action.ts'

export const performEmit: Perform<'emit'> = ({ type, data }, { facts }, effects) =>
  effects.emit(type, fillJson(data, facts) as Event['data'])
