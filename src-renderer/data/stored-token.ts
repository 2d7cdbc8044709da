import { desktop } from './desktop.ts'

const storageKey = 'creel.token'

/** The token that this window came with: the desktop shell's, or that of an earlier entry; null where there is none. */
export const storedToken = (): string | null => desktop?.token ?? localStorage.getItem(storageKey)

/** Keeps the token of this browser for the next time; null forgets it. */
export function storeToken(token: string | null): void {
  if (token === null) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, token)
}
