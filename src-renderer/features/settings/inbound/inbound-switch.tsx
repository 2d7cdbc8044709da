import type { ReactElement } from 'react'
import { useRotateInboundSecret, useUpdateInbound } from '#renderer/data/queries/inbound.ts'
import { Switch } from '#renderer/parts/switch.tsx'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import type { Inbound } from '#shared/model/inbound.ts'

/** Opens and closes the address. The first time a secret is made with it, for nobody could sign without. */
export function InboundSwitch({ inbound }: { inbound: Inbound }): ReactElement {
  const update = useUpdateInbound()
  const rotate = useRotateInboundSecret()
  const flip = async (enabled: boolean): Promise<void> => {
    if (enabled && inbound.secretHint === null) await rotate.mutateAsync({})
    await update.mutateAsync({ enabled })
    const takeBack = (): void => update.mutate({ enabled: !enabled }, { onError: notifyError })
    notify(enabled ? 'Inbound tasks are on' : 'Inbound tasks are off: callers get 404', takeBack)
  }
  return (
    <Switch
      checked={inbound.enabled}
      disabled={update.isPending || rotate.isPending}
      onChange={(enabled) => void flip(enabled).catch(notifyError)}
    >
      {inbound.enabled ? 'On' : 'Off'}
    </Switch>
  )
}
