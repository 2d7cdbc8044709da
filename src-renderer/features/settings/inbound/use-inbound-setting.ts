import { useUpdateInbound } from '#renderer/data/queries/inbound.ts'
import type { Setting } from '#renderer/parts/use-applied-setting.ts'
import { useAppliedSetting } from '#renderer/parts/use-applied-setting.ts'
import type { Inbound, InboundSettings } from '#shared/model/inbound.ts'

const labels: Record<keyof InboundSettings, string> = {
  enabled: 'Inbound tasks',
  mayCreate: 'Making tasks',
  mayUpdate: 'Changing tasks',
  mayAddCategories: 'New categories',
  allowedIps: 'Allowed addresses',
  trustForwardedFor: 'Forwarded address',
  ratePerSecond: 'Rate limit',
  projectId: 'Project of new tasks',
  mapping: 'Mapping',
  quietWebhookIds: 'Webhooks that lead back',
}

/** A setting of inbound tasks that applies as soon as it is changed. */
export function useInboundSetting<Name extends keyof InboundSettings>(
  inbound: Inbound,
  name: Name,
): Setting<InboundSettings[Name]> {
  const update = useUpdateInbound()
  return useAppliedSetting<InboundSettings[Name]>({
    label: labels[name],
    value: inbound[name],
    send: (next) => update.mutateAsync({ [name]: next }),
    isSaving: update.isPending,
    error: update.error,
  })
}
