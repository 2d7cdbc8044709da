import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { TemplateTest } from '#shared/model/template.ts'

/** What is written in the editor of a template. */
export type TemplateContent = { source: string; tests: TemplateTest[] }

/** What was written and is not saved, by template; it outlives the screen and a restart. */
const useUnsaved = create<{ contents: Readonly<Record<string, TemplateContent>> }>()(
  persist(() => ({ contents: {} }), { name: 'creel.unsaved-templates' }),
)

/** What was written into a template and is not saved; null: nothing. */
export const unsavedOf = (id: string): TemplateContent | null => useUnsaved.getState().contents[id] ?? null

/** Keeps what was written into a template; null forgets it. */
export function keepUnsaved(id: string, content: TemplateContent | null): void {
  useUnsaved.setState(({ contents: { [id]: _, ...others } }) => ({
    contents: content === null ? others : { ...others, [id]: content },
  }))
}

/** Whether something was written into a template and is not saved. */
export const useIsUnsaved = (id: string): boolean => useUnsaved(({ contents }) => id in contents)
