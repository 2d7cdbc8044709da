import type { Webhook } from '#shared/model/webhook.ts'

/** What to say below the name of a webhook: two may have one name, but whoever gives it should know. */
export function nameHint(
  { id, draft }: { id: string; draft: Pick<Webhook, 'name'> },
  others: readonly Webhook[],
): string {
  const name = draft.name.trim()
  const isTaken = name !== '' && others.some((other) => other.id !== id && other.name === name)
  return isTaken
    ? 'Another webhook has this name. Both can be kept, but a file of settings cannot tell them apart.'
    : 'What it is called here, such as ops.'
}
