import type { ControlledApp } from '#main/core/controlled-app.ts'
import { createFeed } from '#main/core/feed/feed.ts'
import type { Handlers } from '#main/core/handlers/handlers.ts'
import type { Log } from '#main/core/ports.ts'
import { operations } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'

/** An app without a core: it counts what it is asked to do and answers what a test tells it to. */
export function standInApp(answers: Partial<Handlers> = {}) {
  const calls: { name: string; input: unknown }[] = []
  const handlers = Object.fromEntries(
    Object.keys(operations).map((name) => [
      name,
      async (input: never, context: never) => {
        calls.push({ name, input })
        const answer = answers[name as keyof Handlers] as
          | ((input: never, context: never) => Promise<unknown>)
          | undefined
        return answer ? answer(input, context) : { items: [], nextCursor: null }
      },
    ]),
  ) as unknown as Handlers
  const sessions = new Set<string>()
  const app: ControlledApp = {
    handlers,
    feed: createFeed('boot', (error) => {
      throw error
    }),
    authenticate: (token) =>
      sessions.has(token) ? { workspaceId: defaultWorkspaceId, sessionId: 'ses_00000000000000000000000000' } : null,
    keyUsed: () => undefined,
    enter: async (code) => {
      calls.push({ name: 'enter', input: code })
      if (code !== 'right') throw new AppError('session-code-invalid', 'The code was used or is too old.')
      sessions.add('session-token')
      return { token: 'session-token', sessionId: 'ses_00000000000000000000000000' }
    },
    knownSecrets: () => [],
    version: '0.0.0-test',
    expectReading: () => undefined,
    readBody: async (id) => {
      calls.push({ name: 'readBody', input: id })
      return { bytes: new TextEncoder().encode('<script>alert(1)</script>'), contentType: 'text/html' }
    },
    readSentBody: async (id) => {
      calls.push({ name: 'readSentBody', input: id })
      return new TextEncoder().encode('sent')
    },
    isReady: () => true,
  }
  return { app, calls, sessions }
}

/** A log that keeps what it is told. */
export function keptLog(): Log & { entries: { event: string; fields: Record<string, unknown> }[] } {
  const entries: { event: string; fields: Record<string, unknown> }[] = []
  const keep = (event: string, fields: Record<string, unknown> = {}): void => void entries.push({ event, fields })
  return { debug: keep, info: keep, warn: keep, error: keep, entries }
}
