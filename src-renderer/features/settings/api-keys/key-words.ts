import type { ApiKey, Role } from '#shared/model/api-key.ts'

export const roleWords: Record<Role, string> = {
  viewer: 'Viewer: reads',
  editor: 'Editor: replays, publishes, edits',
  admin: 'Admin: manages webhooks and keys',
  owner: 'Owner: everything',
}

const shortRoles: Record<Role, string> = { viewer: 'Viewer', editor: 'Editor', admin: 'Admin', owner: 'Everything' }

/** What a key may, in a few words. */
export const scopeWords = ({ role, scopes }: Pick<ApiKey, 'role' | 'scopes'>): string =>
  scopes === null ? shortRoles[role] : `${shortRoles[role]}: ${scopes.join(', ')}`

const dayMs = 86_400_000
/** So long before the end a key is worth a warning. */
const soonMs = 14 * dayMs

/** When a key ends, in words, and how much that matters. */
export function expiryWords(
  { expiresAt, state }: Pick<ApiKey, 'expiresAt' | 'state'>,
  now: Date,
): { text: string; tone: 'plain' | 'soon' | 'over' } {
  if (state === 'expired') return { text: 'Expired', tone: 'over' }
  if (expiresAt === null) return { text: 'Never', tone: 'plain' }
  const leftMs = new Date(expiresAt).getTime() - now.getTime()
  const text =
    leftMs < 2 * dayMs ? `in ${Math.max(1, Math.round(leftMs / 3_600_000))} h` : `in ${Math.round(leftMs / dayMs)} days`
  const tone = leftMs < soonMs ? 'soon' : 'plain'
  return { text: state === 'replaced' ? `Replaced, ends ${text}` : text, tone }
}
