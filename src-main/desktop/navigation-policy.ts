/** True for the pages of the control listener and for nothing else. */
export function isOwnPage(url: string, controlUrl: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(controlUrl).origin
}

// A preview of captured HTML is a frame with its text inside; it goes nowhere.
const isInlineFrame = (url: string): boolean => url === 'about:srcdoc' || url === 'about:blank'

/** Where a window or one of its frames may go. */
export const mayNavigate = (url: string, controlUrl: string): boolean =>
  isOwnPage(url, controlUrl) || isInlineFrame(url)

/** The address to open in the system's browser for a link, or null where nothing must be opened. */
export function externalLink(url: string, controlUrl: string): string | null {
  if (!URL.canParse(url) || isOwnPage(url, controlUrl)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

/** What a page may ask of the system: to copy, where it is our own. */
export const mayUse = (permission: string, url: string, controlUrl: string): boolean =>
  permission === 'clipboard-sanitized-write' && isOwnPage(url, controlUrl)
