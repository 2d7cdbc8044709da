import { useUpdateSource } from '#renderer/data/queries/sources.ts'
import type { Setting } from '#renderer/parts/use-applied-setting.ts'
import { useAppliedSetting } from '#renderer/parts/use-applied-setting.ts'
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

/** A setting of a source that applies as soon as it is changed. */
export function useSetting<Name extends SettingName>(source: Source, name: Name): Setting<SourceSettings[Name]> {
  const update = useUpdateSource()
  return useAppliedSetting<SourceSettings[Name]>({
    label: labels[name],
    value: source[name],
    send: (next) => update.mutateAsync({ id: source.id, [name]: next }),
    isSaving: update.isPending,
    error: update.error,
  })
}
