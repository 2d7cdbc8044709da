import { useDeferredValue, useState } from 'react'
import {
  usePreview,
  usePublishTemplate,
  useSampleEvent,
  useSampleEvents,
  useSaveTemplate,
} from '#renderer/data/queries/templates.ts'
import type { TemplateContent } from '#renderer/data/unsaved-templates.ts'
import { keepUnsaved, unsavedOf } from '#renderer/data/unsaved-templates.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import { useSettled } from '#renderer/parts/use-settled.ts'
import type { Event, EventRow } from '#shared/model/event.ts'
import type { TemplateDetail, TemplateTest } from '#shared/model/template.ts'
import type { OutputOf } from '#shared/contract/operations.ts'

type Output = Extract<OutputOf<'templates.preview'>['result'], { kind: 'rendered' }>

/** A template that is being edited, and what it makes of the chosen sample. */
export type TemplateEditor = {
  template: TemplateDetail
  source: string
  setSource: (source: string) => void
  tests: TemplateTest[]
  setTests: (tests: TemplateTest[]) => void
  isDirty: boolean
  /** Goes back to what is saved; it can be taken back. */
  dropChanges: () => void
  /** Another number: the source was put in place of what was written. */
  edition: number
  isBusy: boolean
  /** Answers false where nothing was saved. */
  save: () => Promise<boolean>
  publish: () => Promise<void>
  samples: readonly EventRow[]
  sample: Event | null
  sampleId: string | null
  chooseSample: (id: string) => void
  moveSample: (step: 1 | -1) => void
  preview: OutputOf<'templates.preview'> | null
  previewError: Error | null
  /** The last output that was good, also while the source is not. */
  lastGood: Output | null
}

export function useTemplateEditor(template: TemplateDetail): TemplateEditor {
  const writing = useWriting(template)
  const sampling = useSampling()
  const previewing = useShownPreview(template.id, writing.source, sampling.sampleId)
  const work = usePublishing(template.id, writing)
  return { template, ...writing, ...work, ...sampling, ...previewing }
}

type Writing = Pick<
  TemplateEditor,
  'source' | 'setSource' | 'tests' | 'setTests' | 'isDirty' | 'dropChanges' | 'edition'
>

function useWriting(template: TemplateDetail): Writing {
  const kept = keptOf(template)
  const [content, setContent] = useState(() => unsavedOf(template.id) ?? kept)
  const [edition, setEdition] = useState(0)
  const write = (next: TemplateContent): void => {
    setContent(next)
    keepUnsaved(template.id, isSame(next, kept) ? null : next)
  }
  const replace = (next: TemplateContent): void => {
    write(next)
    setEdition((count) => count + 1)
  }
  return {
    ...content,
    setSource: (source) => write({ ...content, source }),
    setTests: (tests) => write({ ...content, tests }),
    isDirty: !isSame(content, kept),
    edition,
    dropChanges() {
      replace(kept)
      notify('Changes dropped', () => replace(content))
    },
  }
}

function keptOf({ draft, published }: TemplateDetail): TemplateContent {
  const { source, tests } = draft ?? published ?? { source: '', tests: [] }
  return { source, tests }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

type Work = Pick<TemplateEditor, 'isBusy' | 'save' | 'publish'>

function usePublishing(
  id: string,
  { isDirty, source, tests }: Pick<TemplateEditor, 'source' | 'tests' | 'isDirty'>,
): Work {
  const saving = useSaveTemplate()
  const publishing = usePublishTemplate()
  const save = async (): Promise<boolean> => {
    try {
      await saving.mutateAsync({ id, source, tests })
      // What was written meanwhile stays.
      if (isSame(unsavedOf(id), { source, tests })) keepUnsaved(id, null)
      return true
    } catch (error) {
      notifyError(error as Error)
      return false
    }
  }
  return {
    isBusy: saving.isPending || publishing.isPending,
    save,
    async publish() {
      if (isDirty && !(await save())) return
      publishing.mutate(
        { id },
        { onSuccess: ({ publishedVersion }) => notify(`Version ${publishedVersion} published`), onError: notifyError },
      )
    },
  }
}

type Sampling = Pick<TemplateEditor, 'samples' | 'sample' | 'sampleId' | 'chooseSample' | 'moveSample'>

function useSampling(): Sampling {
  const samples = useSampleEvents().data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const sampleId = chosen ?? samples[0]?.id ?? null
  const sample = useSampleEvent(sampleId).data ?? null
  return {
    samples,
    sample,
    sampleId,
    chooseSample: setChosen,
    moveSample(step) {
      const next = samples[samples.findIndex(({ id }) => id === sampleId) + step]
      if (next) setChosen(next.id)
    },
  }
}

type Shown = Pick<TemplateEditor, 'preview' | 'previewError' | 'lastGood'>

function useShownPreview(id: string, source: string, sampleId: string | null): Shown {
  const settled = useDeferredValue(useSettled(source))
  const call = { id, source: settled, measures: true, ...(sampleId !== null && { eventId: sampleId }) }
  const { data: preview = null, error: previewError } = usePreview(call)
  const [lastGood, setLastGood] = useState<Output | null>(null)
  const result = preview?.result
  if (result?.kind === 'rendered' && result !== lastGood) setLastGood(result)
  return { preview, previewError, lastGood }
}
