import type { ReactElement } from 'react'
import { useRotateInboundSecret, useUpdateInbound } from '#renderer/data/queries/inbound.ts'
import { Switch } from '#renderer/parts/switch.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Inbound } from '#shared/model/inbound.ts'

/** Opens and closes the address. The first time a secret is made with it, for nobody could sign without. */
export function InboundSwitch({ inbound }: { inbound: Inbound }): ReactElement {
  const update = useUpdateInbound()
  const rotate = useRotateInboundSecret()
  const turn = async (enabled: boolean): Promise<void> => {
    if (enabled && inbound.secretHint === null) await rotate.mutateAsync({})
    await update.mutateAsync({ enabled })
  }
  const flip = (enabled: boolean): void => {
    const takeBack = (): void => void update.mutateAsync({ enabled: !enabled }).catch(notifyError)
    notifyWhenDone(turn(enabled), enabled ? 'Inbound tasks are on' : 'Inbound tasks are off: callers get 404', takeBack)
  }
  return (
    <Switch checked={inbound.enabled} disabled={update.isPending || rotate.isPending} onChange={flip}>
      {inbound.enabled ? 'On' : 'Off'}
    </Switch>
  )
}
