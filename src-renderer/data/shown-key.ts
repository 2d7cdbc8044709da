import { create } from 'zustand'
import type { NewApiKey } from '#shared/model/api-key.ts'

type ShownKey = Pick<NewApiKey, 'name' | 'token'>

/** An API key that was made a moment ago. It is in the memory of this window alone, until it is put away. */
export const useShownKey = create<{ made: ShownKey | null }>(() => ({ made: null }))

export const showKey = ({ name, token }: ShownKey): void => useShownKey.setState({ made: { name, token } })

/** Forgets it: nobody can show it again. */
export const putKeyAway = (): void => useShownKey.setState({ made: null })
