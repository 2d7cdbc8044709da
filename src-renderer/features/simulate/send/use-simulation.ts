import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { previewSimulation, useSendSimulation, useSimulationSubjects } from '#renderer/data/queries/simulations.ts'
import type { SimulationDraft } from '#renderer/data/simulation-draft.ts'
import { changeSimulation, chooseSubject, recipeOf, useSimulationDraft } from '#renderer/data/simulation-draft.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { readHeaderText } from '#renderer/parts/header-text.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { CallOf } from '#shared/contract/operations.ts'
import type { QuickField, SimulationPreview } from '#shared/model/simulation.ts'

const settleMs = 250

/** What is on the screen: the draft, what would be sent, and how it is sent. */
export type SimulationView = {
  draft: SimulationDraft
  isPublished: boolean
  isBlank: boolean
  preview: SimulationPreview | null
  quickFields: readonly QuickField[]
  /** Why nothing can be sent, for people. */
  problem: string | null
  isSending: boolean
  recipe: CallOf<'simulations.send'>
  send: () => void
}

/** Follows the draft: makes its sample, shows what would be sent, sends it. */
export function useSimulation(): SimulationView {
  const draft = useSimulationDraft()
  useFirstSubject(draft)
  const recipe = useRecipe(draft)
  const sample = useSample(draft)
  const preview = usePreview(draft)
  const sending = useSendSimulation()
  const problem = problemOf(draft, { preview, sample: sample.error })
  const send = (): void => {
    if (isWhole(draft) && problem === null) sending.mutate(recipe, { onError: notifyError })
  }
  useCommands([
    { id: 'send-simulation', title: 'Send the simulated event', group: 'This list', keys: '$mod+Enter', run: send },
  ])
  return {
    draft,
    ...kindOf(draft),
    preview: preview.data ?? null,
    quickFields: sample.data?.quickFields ?? [],
    problem,
    isSending: sending.isPending,
    recipe,
    send,
  }
}

const kindOf = ({ provider, eventType }: SimulationDraft): Pick<SimulationView, 'isPublished' | 'isBlank'> => ({
  isPublished: provider === null && eventType !== null,
  isBlank: provider === null && eventType === null,
})

/** True where an event is chosen and its payload is there. */
const isWhole = ({ body, provider, eventType }: SimulationDraft): boolean =>
  body !== null && (eventType !== null || provider === null)

function useRecipe(draft: SimulationDraft): CallOf<'simulations.send'> {
  const source = useCurrentSource()
  return withSecret(recipeOf(draft, source?.id ?? null, readHeaderText(draft.headerText) ?? []), draft.secret)
}

/** What would be sent, asked for when the draft has come to rest. */
function usePreview(draft: SimulationDraft) {
  const [isSettled, settled] = useSettled(draft)
  const recipe = useRecipe(settled)
  return useQuery({
    queryKey: ['simulations', 'preview', recipe],
    queryFn: ({ signal }) => previewSimulation(recipe, signal),
    enabled: isWhole(draft) && isSettled && (draft.targetKind === 'source' || draft.url !== ''),
    placeholderData: (previous) => previous,
    retry: false,
  })
}

const withSecret = (recipe: ReturnType<typeof recipeOf>, secret: string): CallOf<'simulations.send'> =>
  recipe.url !== null && secret !== '' ? { ...recipe, secret } : recipe

function problemOf(
  draft: SimulationDraft,
  asked: { preview: { data: SimulationPreview | undefined; error: Error | null }; sample: Error | null },
): string | null {
  if (asked.sample) return asked.sample.message
  if (readHeaderText(draft.headerText) === null) return 'A line of the headers has no colon.'
  if (draft.targetKind === 'url' && draft.url === '' && !kindOf(draft).isPublished) {
    return 'Type the address to send to.'
  }
  return asked.preview.error?.message ?? asked.preview.data?.problem ?? null
}

/** The first event of the list where none was chosen yet. */
function useFirstSubject({ provider, eventType }: SimulationDraft): void {
  const { data: subjects } = useSimulationSubjects()
  useEffect(() => {
    if (provider === null || eventType !== null) return
    const first = subjects?.find((subject) => subject.provider === provider) ?? subjects?.[0]
    if (first?.events[0]) chooseSubject(first.provider, first.events[0].eventType)
  }, [subjects, provider, eventType])
}

/** A fresh sample of what is chosen; it fills the draft where that has no body. */
function useSample({ provider, eventType, sampleNumber, body }: SimulationDraft) {
  const sample = useQuery({
    queryKey: ['simulations', 'sample', provider, eventType, sampleNumber],
    queryFn: ({ signal }) =>
      previewSimulation({ provider, eventType, signature: 'missing', ...(provider && { url: nowhere }) }, signal),
    enabled: eventType !== null,
    staleTime: Infinity,
    retry: false,
  })
  const text = sample.data?.body
  useEffect(() => {
    if (text !== undefined && body === null) changeSimulation({ body: text })
  }, [text, body])
  return sample
}

// A sample is the same wherever it goes.
const nowhere = 'http://localhost/'

/** The draft as it was when it last came to rest, and whether that is now. */
function useSettled(draft: SimulationDraft): [boolean, SimulationDraft] {
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), settleMs)
    return () => clearTimeout(timer)
  }, [draft])
  return [settled === draft, settled]
}
