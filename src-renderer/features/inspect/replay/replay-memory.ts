import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ReplayMemory } from './replay-targets.ts'
import { rememberTarget } from './replay-targets.ts'

/** The targets of earlier replays; kept in this browser. */
export const useReplayMemory = create<ReplayMemory>()(
  persist((): ReplayMemory => ({ recent: [], allowed: [] }), { name: 'creel.replay-targets' }),
)

/** Keeps a target for the next time. */
export function remember(url: string): void {
  useReplayMemory.setState((memory) => rememberTarget(memory, url))
}
