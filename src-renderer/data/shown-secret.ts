import { create } from 'zustand'

/** A secret that was made a moment ago. It is in the memory of this window alone, until it is put away. */
export const useShownSecret = create<{ made: { webhookId: string; secret: string } | null }>(() => ({ made: null }))

/** Keeps a new secret in sight of its webhook. */
export function showSecret(webhookId: string, secret: string | null): void {
  if (secret !== null) useShownSecret.setState({ made: { webhookId, secret } })
}

/** Forgets it: nobody can show it again. */
export const putSecretAway = (): void => useShownSecret.setState({ made: null })
