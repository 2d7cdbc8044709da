import { create } from 'zustand'
import type { CallOf } from '#shared/contract/operations.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { SimulatedSignature, SimulationRecipe } from '#shared/model/simulation.ts'

/** What is to be simulated as it is on the screen; it outlives the screen, the secret does not outlive the window. */
export type SimulationDraft = {
  provider: ProviderName | null
  /** null with no provider: a blank request. */
  eventType: string | null
  /** null: a sample is still to be made. */
  body: string | null
  /** `Name: value` lines, in the place of the sender's own. */
  headerText: string
  /** Grows with each new sample, so that the editor starts anew. */
  sampleNumber: number
  targetKind: 'source' | 'url'
  /** null: the source of the address bar. */
  sourceId: string | null
  url: string
  secret: string
  signature: SimulatedSignature
  isTwice: boolean
  isShuffled: boolean
  isBurst: boolean
  isSlow: boolean
  isRetried: boolean
  timeLapse: number
}

const emptyDraft: SimulationDraft = {
  provider: 'stripe',
  eventType: null,
  body: null,
  headerText: '',
  sampleNumber: 0,
  targetKind: 'source',
  sourceId: null,
  url: '',
  secret: '',
  signature: 'valid',
  isTwice: false,
  isShuffled: false,
  isBurst: false,
  isSlow: false,
  isRetried: false,
  timeLapse: 60,
}

/** So many events a burst has, at such a pace. */
export const burst = { count: 50, perSecond: 20 }
/** So long a slow body takes. */
export const slowBodyMs = 5000

export const useSimulationDraft = create<SimulationDraft>()(() => emptyDraft)

/** Changes what is to be simulated. */
export const changeSimulation = (changes: Partial<SimulationDraft>): void => useSimulationDraft.setState(changes)

/** Chooses what is simulated; its sample is made anew. */
export function chooseSubject(provider: ProviderName | null, eventType: string | null): void {
  const { signature } = useSimulationDraft.getState()
  const isBlank = provider === null && eventType === null
  changeSimulation({ provider, eventType, headerText: '', signature: isBlank ? 'valid' : signature })
  renewSample()
}

/** Asks for another sample. */
export function renewSample(): void {
  const { sampleNumber, provider, eventType } = useSimulationDraft.getState()
  const isBlank = provider === null && eventType === null
  changeSimulation({ body: isBlank ? '{}' : null, sampleNumber: sampleNumber + 1 })
}

type Recipe = CallOf<'simulations.save'>

/** The draft as a recipe; `sourceId` is the source of the address bar. */
export function recipeOf(
  draft: SimulationDraft,
  sourceId: string | null,
  headers: [string, string][],
): Omit<Recipe, 'name'> {
  const isPublished = draft.provider === null && draft.eventType !== null
  const isToUrl = draft.targetKind === 'url'
  return {
    provider: draft.provider,
    eventType: draft.eventType,
    sourceId: isPublished || isToUrl ? null : (draft.sourceId ?? sourceId),
    url: isPublished || !isToUrl ? null : draft.url,
    headers,
    body: draft.body,
    signature: draft.signature,
    copies: draft.isTwice ? 2 : 1,
    count: draft.isBurst ? burst.count : draft.isShuffled ? 10 : 1,
    perSecond: burst.perSecond,
    isShuffled: draft.isShuffled,
    slowMs: draft.isSlow ? slowBodyMs : 0,
    retries: draft.isRetried,
    timeLapse: draft.timeLapse,
  }
}

/** Takes the recipe of a scenario over into the draft. */
export function loadRecipe(recipe: SimulationRecipe): void {
  const { sampleNumber } = useSimulationDraft.getState()
  changeSimulation({
    provider: recipe.provider,
    eventType: recipe.eventType,
    body: recipe.body,
    headerText: recipe.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    sampleNumber: sampleNumber + 1,
    targetKind: recipe.url === null ? 'source' : 'url',
    sourceId: recipe.sourceId,
    url: recipe.url ?? '',
    secret: '',
    signature: recipe.signature,
    isTwice: recipe.copies > 1,
    isShuffled: recipe.isShuffled,
    isBurst: recipe.count >= burst.count,
    isSlow: recipe.slowMs > 0,
    isRetried: recipe.retries,
    timeLapse: recipe.timeLapse,
  })
}
