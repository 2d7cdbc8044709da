import { storedToken } from './stored-token.ts'

type Answer = { status: number; body: string }

/** What Inspect asks for first, as the client writes it. One that nobody asks for is thrown away. */
const firstPaths = ['/api/v1/requests?limit=100', '/api/v1/status', '/api/v1/sources'] as const
const keptForMs = 5000

const answers = new Map<string, Promise<Answer | null>>()

/** Asks for what the first screen shows, while the app itself is still being loaded. */
export function askEarly(): void {
  const token = storedToken()
  // An address with a filter asks for another list.
  if (token === null || location.hash.includes('?') || location.hash.startsWith('#/enter')) return
  for (const path of firstPaths) answers.set(path, ask(path, token))
  setTimeout(() => answers.clear(), keptForMs)
}

async function ask(path: string, token: string): Promise<Answer | null> {
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' })
    return answer.ok ? { status: answer.status, body: await answer.text() } : null
  } catch {
    // Whoever wants it asks again, and tells what is wrong.
    return null
  }
}

/** The answer that was asked for early, once; nothing where there is none. */
export function takeEarly(path: string): Promise<Answer | null> | undefined {
  const answer = answers.get(path)
  answers.delete(path)
  return answer
}

/** Whether something was asked for early. */
export const hasEarly = (): boolean => answers.size > 0
