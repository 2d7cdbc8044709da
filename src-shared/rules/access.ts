import type { Scope } from '#shared/contract/operation.ts'
import type { Role } from '#shared/model/api-key.ts'

/** What a caller may: a role, and the parts of it that are granted; `scopes` null: all. */
export type Access = { role: Role; scopes: readonly string[] | null }

/** What a call needs: the name of its operation, `<noun>.<verb>`, and what it must be allowed to do. */
export type Needs = { name: string; scope: Scope }

const ranks: Record<Role, number> = { viewer: 0, editor: 1, admin: 2, owner: 3 }

const leastRole: Record<Scope, Role> = { read: 'viewer', write: 'editor', manage: 'admin', own: 'owner' }

/** True where one role may all that another may. */
export const covers = (role: Role, other: Role): boolean => ranks[role] >= ranks[other]

/** Why a call is not allowed, in words; null where it is. */
export function refusalOf({ role, scopes }: Access, needs: Needs): string | null {
  const least = leastRole[needs.scope]
  if (!covers(role, least)) return `This needs the role ${least}; this key has the role ${role}.`
  if (scopes === null || scopes.some((scope) => grants(scope, needs))) return null
  return `This key is limited to ${scopes.join(', ')}; it may not call ${needs.name}.`
}

/** Whether a scope takes in a call. */
export function grants(scope: string, { name, scope: needed }: Needs): boolean {
  const [noun, verb] = scope.split(':')
  const [wantedNoun, wantedVerb] = name.split('.')
  return noun === wantedNoun && (verb === 'write' || (verb === 'read' && needed === 'read') || verb === wantedVerb)
}
