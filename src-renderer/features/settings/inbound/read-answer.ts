import { z } from 'zod'

const Answer = z.object({ id: z.string(), title: z.string() })
const Refusal = z.object({ detail: z.string() })

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** What the answer to a call says, in words. */
export function readAnswer({ status, answer }: { status: number; answer: string }): {
  words: string
  taskId: string | null
} {
  const json = parseJson(answer)
  const task = Answer.safeParse(json)
  if (task.success) {
    const { id, title } = task.data
    return { words: status === 201 ? `The task “${title}” was made.` : `The task “${title}” is known.`, taskId: id }
  }
  const refusal = Refusal.safeParse(json)
  return { words: refusal.success ? refusal.data.detail : answer.trim(), taskId: null }
}
