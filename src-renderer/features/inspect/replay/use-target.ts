import { useState } from 'react'
import { remember, useReplayMemory } from './replay-memory.ts'
import { mustAsk, offeredTarget, targetMistake } from './replay-targets.ts'

/** The choice of a target: what is typed, what is wrong with it, and the question that goes before another computer. */
export type TargetChoice = {
  url: string
  error: string | null
  known: readonly string[]
  /** The target that has to be asked about first. */
  askedUrl: string | null
  change: (url: string) => void
  submit: () => void
  allow: (url: string) => void
  forbid: () => void
}

/** Chooses a target; `onSend` is called once it is a good one and nothing is left to ask. */
export function useTarget(sourceTarget: string | null, onSend: (url: string) => void): TargetChoice {
  const memory = useReplayMemory()
  const [url, setUrl] = useState(() => offeredTarget(sourceTarget, memory))
  const [error, setError] = useState<string | null>(null)
  const [askedUrl, setAskedUrl] = useState<string | null>(null)

  const allow = (target: string): void => {
    setAskedUrl(null)
    remember(target)
    onSend(target)
  }
  const submit = (): void => {
    const mistake = targetMistake(url)
    setError(mistake)
    if (mistake !== null) return
    if (mustAsk(url, memory)) setAskedUrl(url)
    else allow(url)
  }
  const known = [...new Set([sourceTarget, ...memory.saved, ...memory.recent])].filter((target) => target !== null)
  return { url, error, known, askedUrl, change: setUrl, submit, allow, forbid: () => setAskedUrl(null) }
}
