import type { ReactElement } from 'react'
import { useFinalizeRotation } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { Webhook } from '#shared/model/webhook.ts'

/** Ends a rotation. It is asked first, because an ended secret never signs again. */
export function FinishDialog({
  webhook,
  open,
  onClose,
}: {
  webhook: Webhook
  open: boolean
  onClose: () => void
}): ReactElement {
  const finish = useFinalizeRotation()
  const confirm = (): void =>
    finish.mutate(webhook.id, {
      onSuccess() {
        onClose()
        notify('Rotation finished. The new secret signs alone')
      },
    })
  return (
    <Dialog open={open} onClose={onClose} title="Finish the rotation?">
      <p>
        The old secret stops for good. A receiver that still checks with it refuses every delivery from now on; those
        are retried, so nothing is lost while it changes over.
      </p>
      {finish.error && (
        <p className="bad" role="alert">
          {finish.error.message}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" disabled={finish.isPending} onClick={confirm}>
          Finish the rotation
        </Button>
      </DialogActions>
    </Dialog>
  )
}
