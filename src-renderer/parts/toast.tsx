import { Toast } from '@base-ui/react/toast'
import { Check, CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import './toast.css'

const manager = Toast.createToastManager()
const undoForMs = 10_000
const readForMs = 4000

let lastUndo: (() => void) | null = null

/** Says that something was done; with `undo` it can be taken back for 10 seconds. */
export function notify(title: string, undo?: () => void): void {
  if (!undo) {
    manager.add({ title, timeout: readForMs })
    return
  }
  const takeBack = (): void => {
    manager.close(id)
    lastUndo = null
    undo()
  }
  const forget = (): void => {
    if (lastUndo === takeBack) lastUndo = null
  }
  lastUndo = takeBack
  const id = manager.add({
    title,
    timeout: undoForMs,
    onClose: forget,
    actionProps: { children: 'Undo', onClick: takeBack },
  })
}

/**
 * Says that something was done once it is, and takes it back as {@link notify} does. Whoever undoes it earlier means
 * this, not what was done before it: it is taken back as soon as it is done. `tellFailure`: where not as a message.
 */
export function notifyWhenDone(
  done: Promise<unknown>,
  title: string,
  undo: () => void,
  tellFailure: (error: Error) => void = notifyError,
): void {
  let isUnwanted = false
  const takeBack = (): void => {
    lastUndo = null
    isUnwanted = true
  }
  lastUndo = takeBack
  void done.then(
    () => {
      const later = lastUndo === takeBack ? null : lastUndo
      if (isUnwanted) return undo()
      notify(title, undo)
      if (later) lastUndo = later
    },
    (error: Error) => {
      if (lastUndo === takeBack) lastUndo = null
      tellFailure(error)
    },
  )
}

/** Says that something went wrong where no place of its own shows it. */
export const notifyError = (error: Error): void => {
  manager.add({ title: error.message, type: 'error', timeout: undoForMs, priority: 'high' })
}

/** Takes back the last thing that still can be. */
export const undoLast = (): void => lastUndo?.()

/** Where toasts appear; stands once in the app. */
export const Toasts = (): ReactElement => (
  <Toast.Provider toastManager={manager} limit={3}>
    <Toast.Portal>
      <Toast.Viewport className="toasts" aria-label="Messages">
        <ToastList />
      </Toast.Viewport>
    </Toast.Portal>
  </Toast.Provider>
)

function ToastList(): ReactElement[] {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast">
      <Toast.Content className="toast-content">
        {toast.type === 'error' ? (
          <CircleAlert className="i" aria-hidden="true" />
        ) : (
          <Check className="i" aria-hidden="true" />
        )}
        <Toast.Title render={<span />} />
        {toast.actionProps && <Toast.Action />}
      </Toast.Content>
    </Toast.Root>
  ))
}
