import { Toast } from '@base-ui/react/toast'
import { Check, CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import './toast.css'

const manager = Toast.createToastManager()
const undoForMs = 10_000
const readForMs = 4000

/** What can still be taken back, the latest last. */
const undos: (() => void)[] = []

const forget = (undo: () => void): void => {
  const at = undos.indexOf(undo)
  if (at >= 0) undos.splice(at, 1)
}

/** Says that something was done; with `undo` it can be taken back for 10 seconds. */
export function notify(title: string, undo?: () => void): void {
  if (undo) offerUndo(title, undo, undos.length)
  else manager.add({ title, timeout: readForMs })
}

/** `at`: its place among what can be taken back. */
function offerUndo(title: string, undo: () => void, at: number): void {
  const takeBack = (): void => {
    manager.close(id)
    forget(takeBack)
    undo()
  }
  undos.splice(at, 0, takeBack)
  const id = manager.add({
    title,
    timeout: undoForMs,
    onClose: () => forget(takeBack),
    actionProps: { children: 'Undo', onClick: takeBack },
  })
}

/**
 * Says that something was done once it is, and takes it back as {@link notify} does. Whoever undoes it earlier means
 * this, not what was done before it: it is taken back as soon as it is done. `tellFailure`: where not as a message.
 */
export function notifyWhenDone<Result>(
  done: Promise<Result>,
  title: string | ((result: Result) => string),
  undo: (result: Result) => void,
  tellFailure: (error: Error) => void = notifyError,
): void {
  let isUnwanted = false
  const takeBack = (): void => {
    forget(takeBack)
    isUnwanted = true
  }
  undos.push(takeBack)
  void done.then(
    (result) => {
      if (isUnwanted) return undo(result)
      const at = undos.indexOf(takeBack)
      forget(takeBack)
      offerUndo(typeof title === 'string' ? title : title(result), () => undo(result), at)
    },
    (error: Error) => {
      forget(takeBack)
      tellFailure(error)
    },
  )
}

/** Says that something went wrong where no place of its own shows it. */
export const notifyError = (error: Error): void => {
  manager.add({ title: error.message, type: 'error', timeout: undoForMs, priority: 'high' })
}

/** Takes back the last thing that still can be. */
export const undoLast = (): void => undos.at(-1)?.()

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
