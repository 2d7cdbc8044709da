import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ReplayMemory } from './replay-targets.ts'
import { rememberTarget, toggleSavedTarget } from './replay-targets.ts'

/** The targets of earlier replays and those that were saved; kept in this browser. */
export const useReplayMemory = create<ReplayMemory>()(
  persist((): ReplayMemory => ({ recent: [], allowed: [], saved: [] }), { name: 'creel.replay-targets' }),
)

/** Keeps a target for the next time. */
export function remember(url: string): void {
  useReplayMemory.setState((memory) => rememberTarget(memory, url))
}

/** Saves a target, or forgets it. */
export function toggleSaved(url: string): void {
  useReplayMemory.setState((memory) => toggleSavedTarget(memory, url))
}
