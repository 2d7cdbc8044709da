import { useState } from 'react'
import type { OnDone } from './draft-field.tsx'
import { notifyError, notifyWhenDone } from './toast.tsx'

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
  const sendNow = (next: Value): Promise<unknown> => {
    const change = { value: next }
    setUnderWay(change)
    return send(next).finally(() => setUnderWay((latest) => (latest === change ? null : latest)))
  }
  const save = (next: Value, onDone?: OnDone): void => {
    const sent = sendNow(next)
    sent.then(
      () => onDone?.(true),
      () => onDone?.(false),
    )
    const takeBack = (): void => void sendNow(value).catch(notifyError)
    // Who asks what became of it is a field, which tells a refusal itself.
    notifyWhenDone(sent, `${label} changed`, takeBack, onDone ? () => {} : notifyError)
  }
  return { value, save, isSaving, error }
}
