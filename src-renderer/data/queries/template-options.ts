import { useTemplates } from './templates.ts'

export type TemplateOption = { value: string; label: string }

/** The templates that can make payloads: those that were published, those that come with Creel, and the chosen one. */
export function useTemplateOptions(chosenId: string | null): TemplateOption[] {
  const { data: templates } = useTemplates()
  // While they are not known yet the chosen one is not missing.
  if (!templates) return chosenId === null ? [] : [{ value: chosenId, label: '' }]
  const usable = templates.filter(({ publishedVersion, id }) => publishedVersion !== null || id === chosenId)
  const isGone = chosenId !== null && !usable.some(({ id }) => id === chosenId)
  return [
    ...usable.map(({ id, name, isBuiltIn, publishedVersion }) => ({
      value: id,
      label: isBuiltIn ? `${name} (built in)` : `${name} v${publishedVersion ?? '–'}`,
    })),
    ...(isGone ? [{ value: chosenId, label: 'A template that is gone' }] : []),
  ]
}
