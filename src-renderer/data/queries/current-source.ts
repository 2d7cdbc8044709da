import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Source } from '#shared/model/source.ts'
import { useSources } from './sources.ts'

type Choice = { sourceId: string | null }

/** Which source the address bar shows; kept in this browser. */
const useChoice = create<Choice>()(persist((): Choice => ({ sourceId: null }), { name: 'creel.source' }))

/** Shows a source in the address bar. */
export function chooseSource(sourceId: string): void {
  useChoice.setState({ sourceId })
}

/** The source of the address bar: the chosen one, else the oldest. */
export function useCurrentSource(): Source | null {
  const { sourceId } = useChoice()
  const { data: sources = [] } = useSources()
  return sources.find(({ id }) => id === sourceId) ?? sources[0] ?? null
}

/** The address to hand out: the one on the internet while there is one. */
export const addressOf = (source: Source): string => source.publicUrl ?? source.url
