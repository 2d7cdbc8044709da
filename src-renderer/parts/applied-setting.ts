import { useState } from 'react'
import type { OnDone } from './draft-field.tsx'
import { notify } from './toast.tsx'

/** One setting: what it is now, and how it is changed. */
export type Setting<Value> = {
  /** As it was last changed here, even while that is on its way: the next change is made from it. */
  value: Value
  /** Changes it at once; it can be taken back for 10 seconds. */
  save: (value: Value, onDone?: OnDone) => void
  isSaving: boolean
  error: Error | null
}

type Applied<Value> = Pick<Setting<Value>, 'isSaving' | 'error'> & {
  label: string
  /** As it is kept. */
  value: Value
  send: (next: Value) => Promise<unknown>
}

/** A setting that applies as soon as it is changed. */
export function useAppliedSetting<Value>({
  label,
  value: kept,
  send,
  isSaving,
  error,
}: Applied<Value>): Setting<Value> {
  const [underWay, setUnderWay] = useState<{ value: Value } | null>(null)
  const value = underWay === null ? kept : underWay.value
  const sendNow = async (next: Value): Promise<boolean> => {
    const change = { value: next }
    setUnderWay(change)
    const isKept = await send(next).then(
      () => true,
      () => false,
    )
    setUnderWay((latest) => (latest === change ? null : latest))
    return isKept
  }
  const save = async (next: Value, onDone?: OnDone): Promise<void> => {
    const isKept = await sendNow(next)
    onDone?.(isKept)
    if (isKept) notify(`${label} changed`, () => void sendNow(value))
  }
  return { value, save: (next, onDone) => void save(next, onDone), isSaving, error }
}
