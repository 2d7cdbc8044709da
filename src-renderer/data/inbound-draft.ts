import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { TaskMapping } from '#shared/rules/task-mapping.ts'

/** What is being tried out on the screen of inbound tasks and is not saved. */
type InboundDraft = {
  /** null: as it is saved. */
  mapping: TaskMapping | null
  /** The body that the mapping is tried on; null: the last real one, or the sample. */
  payload: string | null
  /** A secret that was made a moment ago. */
  secret: string | null
}

/** The mapping outlives a restart; bodies and secrets are in the memory of this window alone. */
export const useInboundDraft = create<InboundDraft>()(
  persist((): InboundDraft => ({ mapping: null, payload: null, secret: null }), {
    name: 'creel.inbound-draft',
    partialize: ({ mapping }): InboundDraft => ({ mapping, payload: null, secret: null }),
  }),
)
