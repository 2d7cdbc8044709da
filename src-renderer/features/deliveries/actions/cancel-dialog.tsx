import type { ReactElement } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { useKept } from '#renderer/parts/use-kept.ts'
import { countDeliveryWords, useDeliveryActions } from './use-delivery-actions.ts'

/** Asks before what is owed is cancelled: it is never sent then. */
export function CancelDialog({
  rows,
  onClose,
}: {
  /** Those that are to be cancelled; none: nothing is asked. */
  rows: readonly DeliveryRow[]
  onClose: () => void
}): ReactElement {
  const { cancel } = useDeliveryActions()
  const isOpen = rows.length > 0
  // What is closing still says what it was about.
  const { shown = [] } = useKept(isOpen ? rows : undefined)
  const what = countDeliveryWords(shown.length)
  return (
    <Dialog open={isOpen} onClose={onClose} title={`Cancel ${what}`}>
      <p>What is still owed is never sent. An attempt under way is cut short; the target may have got it.</p>
      <DialogActions>
        <Button onClick={onClose}>Keep</Button>
        <Button
          look="primary"
          onClick={() => {
            onClose()
            void cancel(shown)
          }}
        >
          Cancel {what}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
