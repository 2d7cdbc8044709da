import { AppError } from '#shared/contract/problem.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { Event } from '#shared/model/event.ts'
import type { CheckBySchema } from './json-schema.ts'
import { compileSchema } from './json-schema.ts'

const keptAtMost = 200

/** Refuses data that is not as its type says, with what is wrong by field. Throws `bad-event`. */
export type CheckData = (type: EventType, data: Event['data'], path?: string) => void

/** Checks are made once for each version of a type. */
export function createCheckData(): CheckData {
  const checks = new Map<string, CheckBySchema>()

  const checkOf = ({ jsonSchema }: EventType): CheckBySchema => {
    const key = JSON.stringify(jsonSchema)
    const known = checks.get(key)
    if (known) return known
    if (checks.size >= keptAtMost) checks.clear()
    const made = compileSchema(jsonSchema, 'jsonSchema')
    checks.set(key, made)
    return made
  }

  return (type, data, path = 'data') => {
    const errors = checkOf(type)(data).map((fault) => ({
      path: fault.path === '' ? path : `${path}.${fault.path}`,
      message: fault.message,
    }))
    if (errors.length === 0) return
    const words = errors.map((fault) => `${fault.path} ${fault.message}`).join('; ')
    // A sample that is checked belongs to a type that is not there yet.
    const help = path === 'data' ? ` Its schema and a sample: creel event-types get ${type.name}.` : ''
    throw new AppError('bad-event', `This is no ${type.name} of version ${type.version}: ${words}.${help}`, { errors })
  }
}
