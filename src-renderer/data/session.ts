import { create } from 'zustand'
import { AppError } from '#shared/contract/problem.ts'
import { problemError } from '#shared/contract/client.ts'
import { storeToken, storedToken } from './stored-token.ts'

type SessionState = {
  /** The bearer token of every call; null: this browser is not let in. */
  token: string | null
}

/** Whether this window may talk to Creel. The desktop shell brings a token; a browser enters with a one-time code. */
export const useSession = create<SessionState>(() => ({ token: storedToken() }))

/** Changes a one-time code into this browser's token. Throws `session-code-invalid` when it is used, wrong or too old. */
export async function enterWithCode(code: string): Promise<void> {
  const answer = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch((cause: unknown) => {
    throw new AppError('not-running', 'Creel does not answer. Start it again, then open its new link.', { cause })
  })
  const body = await answer.text()
  if (!answer.ok) throw problemError(answer.status, body)
  const { token } = JSON.parse(body) as { token: string }
  storeToken(token)
  useSession.setState({ token })
}

/** Forgets a token that is no longer good. */
export function leave(): void {
  storeToken(null)
  useSession.setState({ token: null })
}
