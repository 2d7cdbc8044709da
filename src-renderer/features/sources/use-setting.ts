import { useState } from 'react'
import { useUpdateSource } from '#renderer/data/queries/sources.ts'
import type { OnDone } from '#renderer/parts/draft-field.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { Source, SourceSettings } from '#shared/model/source.ts'

export type SettingName = keyof SourceSettings

const labels: Record<SettingName, string> = {
  name: 'Name',
  provider: 'Provider',
  hmac: 'Signature scheme',
  verificationPolicy: 'Policy',
  toleranceSeconds: 'Tolerance',
  replayWindowSeconds: 'Replay window',
  canonicalUrl: 'Public address',
  answersHandshakes: 'Handshakes',
  answer: 'Answer',
  answerRules: 'Answer rules',
  script: 'Script',
  allowedIps: 'Allowed addresses',
  trustForwardedFor: 'Forwarded address',
  rateLimitPerSecond: 'Rate limit',
  forwarding: 'Forwarding',
  targetUrl: 'Replay target',
  tellsDrift: 'Shape of events',
  retention: 'Retention',
}

/** One setting of a source: what it is now, and how it is changed. */
export type Setting<Value> = {
  /** As it was last changed here, even while that is on its way: the next change is made from it. */
  value: Value
  /** Changes it at once; it can be taken back for 10 seconds. */
  save: (value: Value, onDone?: OnDone) => void
  isSaving: boolean
  error: Error | null
}

/** A setting that applies as soon as it is changed. */
export function useSetting<Name extends SettingName>(source: Source, name: Name): Setting<SourceSettings[Name]> {
  const update = useUpdateSource()
  const [underWay, setUnderWay] = useState<{ value: SourceSettings[Name] } | null>(null)
  const value = underWay === null ? source[name] : underWay.value
  const send = async (next: SourceSettings[Name]): Promise<boolean> => {
    const change = { value: next }
    setUnderWay(change)
    const isKept = await update.mutateAsync({ id: source.id, [name]: next }).then(
      () => true,
      () => false,
    )
    setUnderWay((latest) => (latest === change ? null : latest))
    return isKept
  }
  const save = async (next: SourceSettings[Name], onDone?: OnDone): Promise<void> => {
    const isKept = await send(next)
    onDone?.(isKept)
    if (isKept) notify(`${labels[name]} changed`, () => void send(value))
  }
  return { value, save: (next, onDone) => void save(next, onDone), isSaving: update.isPending, error: update.error }
}
