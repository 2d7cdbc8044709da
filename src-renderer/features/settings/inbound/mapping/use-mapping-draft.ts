import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { useUpdateInbound } from '#renderer/data/queries/inbound.ts'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { TaskMapping } from '#shared/rules/task-mapping.ts'

/** The mapping as it is being changed. */
export type MappingDraft = {
  mapping: TaskMapping
  isDirty: boolean
  change: (changes: Partial<TaskMapping>) => void
  drop: () => void
  save: () => void
  isSaving: boolean
}

const isSame = (one: TaskMapping, other: TaskMapping): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A mapping is saved as a whole: half of one must not read what comes meanwhile. */
export function useMappingDraft(saved: TaskMapping): MappingDraft {
  const draft = useInboundDraft(({ mapping }) => mapping)
  const update = useUpdateInbound()
  const isDirty = draft !== null && !isSame(draft, saved)
  const mapping = draft ?? saved
  const setDraft = (next: TaskMapping | null): void => void useInboundDraft.setState({ mapping: next })
  const save = (): void => {
    if (!isDirty || update.isPending) return
    const saving = update.mutateAsync({ mapping }).then(() => {
      // What was changed meanwhile is not saved yet.
      if (useInboundDraft.getState().mapping === draft) setDraft(null)
    })
    notifyWhenDone(saving, 'Mapping saved', () => void update.mutateAsync({ mapping: saved }).catch(notifyError))
  }
  const drop = (): void => {
    setDraft(null)
    notify('Changes dropped', () => setDraft(mapping))
  }
  return {
    mapping,
    isDirty,
    change: (changes) => setDraft({ ...mapping, ...changes }),
    drop,
    save,
    isSaving: update.isPending,
  }
}
