import { hash } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Session } from '#shared/model/session.ts'
import type { Caller } from '#main/core/controlled-app.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { insertSession, listSessions, revokeSession } from '#main/core/database/stores/session-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Random } from '#main/core/ports.ts'

/** How long a one-time code is good. */
const codeLifeMs = 60_000

/** Browsers that were let in. A session outlives a restart; a code does not. */
export type Sessions = {
  load: () => Promise<void>
  createCode: () => { code: string; expiresAt: number }
  enter: (code: string) => Promise<{ token: string; sessionId: string }>
  authenticate: (token: string) => Caller | null
  list: () => Omit<Session, 'apiKeyId' | 'role'>[]
  revoke: (id: string) => Promise<void>
}

export type SessionsParts = { writer: Writer; db: Reader; clock: Clock; random: Random; makeId: MakeId }

export function createSessions({ writer, db, clock, random, makeId }: SessionsParts): Sessions {
  const codes = new Map<string, number>()
  // Tokens are looked up by their hash: neither disk nor memory holds one that could be used.
  let sessions = new Map<string, { id: string; workspaceId: string; createdAt: number }>()
  const secret = (bytes: number): string => Buffer.from(random(bytes)).toString('base64url')

  return {
    async load() {
      const stored = await listSessions(db)
      sessions = new Map(stored.map((session) => [Buffer.from(session.tokenHash).toString('hex'), session]))
    },
    createCode() {
      const code = secret(16)
      const expiresAt = clock.now() + codeLifeMs
      for (const [old, until] of codes) if (until < clock.now()) codes.delete(old)
      codes.set(code, expiresAt)
      return { code, expiresAt }
    },
    async enter(code) {
      const expiresAt = codes.get(code)
      codes.delete(code)
      if (expiresAt === undefined || expiresAt < clock.now()) {
        throw new AppError(
          'session-code-invalid',
          'This link was used already or is older than 60 seconds. Run `creel open` for a new one.',
        )
      }
      const token = secret(32)
      const session = { id: makeId('session'), workspaceId: defaultWorkspaceId, createdAt: clock.now() }
      const tokenHash = hash('sha256', token, 'buffer')
      await writer.write((tx) => insertSession(tx, { ...session, tokenHash, revokedAt: null }))
      sessions.set(tokenHash.toString('hex'), session)
      return { token, sessionId: session.id }
    },
    authenticate(token) {
      const session = sessions.get(hash('sha256', token, 'hex'))
      return session ? { workspaceId: session.workspaceId, sessionId: session.id } : null
    },
    list: () =>
      [...sessions.values()].map((session) => ({ ...session, createdAt: new Date(session.createdAt).toISOString() })),
    async revoke(id) {
      await writer.write((tx) => revokeSession(tx, id, clock.now()))
      for (const [key, session] of sessions) if (session.id === id) sessions.delete(key)
    },
  }
}
