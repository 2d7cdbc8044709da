/** Whole seconds, as the samples of TaskFlow and the group API have them. */
export const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`

/** A source as a URI reference (CloudEvents 1.0.2, "source"): a name of one's own may hold a space or any letter. */
export const uriReference = (source: string): string =>
  source.toWellFormed().replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent)
