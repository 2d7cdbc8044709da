import { notify, notifyError } from './toast.tsx'

/** Copies a text and says what was copied. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify(`${what} copied`)
  } catch {
    notifyError(
      new Error(
        `${what} was not copied: the browser keeps the clipboard closed. Allow it, or select the text and copy.`,
      ),
    )
  }
}
