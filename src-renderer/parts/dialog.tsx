import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import './dialog.css'

/** A question or a form in front of everything; focus stays inside and goes back where it came from. */
export const Dialog = ({
  open,
  onClose,
  title,
  wide = false,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  wide?: boolean
  children: ReactNode
}): ReactElement => (
  <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Base.Portal>
      <Base.Backdrop className="scrim" />
      <Base.Popup className={classNames('dialog', wide && 'wide')} initialFocus={firstField}>
        <header>
          <Base.Title>{title}</Base.Title>
          <Base.Close
            render={
              <IconButton label="Close">
                <X className="i" aria-hidden="true" />
              </IconButton>
            }
          />
        </header>
        <div className="dialog-body">{children}</div>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)

// The way out stands first in the dialog, but people come to fill in, or to decide.
const firstField = (): HTMLElement | boolean =>
  document.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select, .btn.pri)') ?? true

/** The buttons at the foot of a dialog; what the dialog is for stands last. */
export const DialogActions = ({ children }: { children: ReactNode }): ReactElement => (
  <div className="dialog-actions">{children}</div>
)
