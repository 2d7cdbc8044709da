import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'

/** Asks, once for each target, before anything is sent to another computer. */
export const AskTarget = ({
  url,
  onSend,
  onClose,
}: {
  url: string | null
  onSend: (url: string) => void
  onClose: () => void
}): ReactElement => (
  <Dialog open={url !== null} onClose={onClose} title="Send to another computer?">
    <p>
      <code>{url === null ? '' : (URL.parse(url)?.host ?? url)}</code> is not this computer. What is sent leaves it with
      all its headers and bodies. Creel asks once for each target.
    </p>
    <DialogActions>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" onClick={() => url !== null && onSend(url)}>
        Send it there
      </Button>
    </DialogActions>
  </Dialog>
)
