type Policy = {
  createScriptURL: (address: string) => unknown
  createHTML: (markup: string) => unknown
}

declare global {
  interface Window {
    /** Missing where the browser knows no Trusted Types. */
    trustedTypes?: {
      createPolicy: (name: string, rules: { [Rule in keyof Policy]: (text: string) => string }) => Policy
    }
  }
}

// The page demands Trusted Types: whatever could become code must be vouched for, and only here it is.
const policy = window.trustedTypes?.createPolicy('creel', {
  createScriptURL(address) {
    if (new URL(address, location.href).origin === location.origin) return address
    throw new TypeError(`${address} is not a script of this app.`)
  },
  createHTML: (markup) => markup,
})

/** Starts a worker of our own bundle; `address` comes from an import with `?worker&url`. */
export const startWorker = (address: string): Worker =>
  new Worker((policy?.createScriptURL(address) ?? address) as string, { type: 'module' })

/** Shows a stranger's page in a frame that has no rights at all, whatever the frame was before. */
export function showInSandbox(frame: HTMLIFrameElement, markup: string): void {
  frame.setAttribute('sandbox', '')
  frame.srcdoc = (policy?.createHTML(markup) ?? markup) as string
}

/** Reads XML into a document that is shown nowhere and runs nothing. */
export const parseXml = (text: string): Document =>
  new DOMParser().parseFromString((policy?.createHTML(text) ?? text) as string, 'application/xml')
