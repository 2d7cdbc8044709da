import type { BuiltIn } from './built-in.ts'
import { envelopeTemplates } from './envelope-templates.ts'
import { messageTemplates } from './message-templates.ts'
import { serviceTemplates } from './service-templates.ts'

/** All templates that come with Creel. */
export const builtIns: readonly BuiltIn[] = [...messageTemplates, ...serviceTemplates, ...envelopeTemplates]

export const idOfBuiltIn = ({ name }: BuiltIn): string => `tpl_${name}`

export const versionIdOfBuiltIn = ({ name, version }: BuiltIn): string => `tpv_${name}_${version}`

/** The built-in template that an id names, if it names one. */
export const builtInById = (id: string): BuiltIn | undefined => builtIns.find((builtIn) => idOfBuiltIn(builtIn) === id)

/** The built-in template that an id of a version belongs to, if it is one of those. */
export function builtInOfVersion(versionId: string): BuiltIn | undefined {
  const name = /^tpv_([a-z][a-z0-9-]*)_\d+$/.exec(versionId)?.[1]
  return builtIns.find((builtIn) => builtIn.name === name)
}
