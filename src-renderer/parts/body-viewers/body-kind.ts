/** What a body is, as far as showing it goes. */
export type BodyKind = 'empty' | 'json' | 'xml' | 'html' | 'form' | 'multipart' | 'image' | 'text' | 'binary'

/** The ways to look at a body. */
export type ViewerName = 'pretty' | 'raw' | 'hex' | 'preview' | 'diff'

/** The viewers that fit each kind; the first one opens. */
export const viewersOf: Record<BodyKind, readonly ViewerName[]> = {
  empty: ['raw'],
  json: ['pretty', 'raw', 'hex', 'diff'],
  xml: ['pretty', 'raw', 'hex', 'preview', 'diff'],
  html: ['pretty', 'raw', 'hex', 'preview', 'diff'],
  form: ['preview', 'raw', 'hex', 'diff'],
  multipart: ['preview', 'raw', 'hex', 'diff'],
  image: ['preview', 'hex'],
  text: ['pretty', 'raw', 'hex', 'diff'],
  binary: ['hex', 'raw'],
}

/** The language of a text in the editor. */
export const languageOf = (kind: BodyKind): string =>
  kind === 'json' || kind === 'xml' || kind === 'html' ? kind : 'plaintext'

const kindsOfType: readonly (readonly [RegExp, BodyKind])[] = [
  [/^application\/(json|[\w.+-]+\+json)$|^text\/json$/, 'json'],
  [/^text\/html$|^application\/xhtml\+xml$/, 'html'],
  [/^image\/svg\+xml$/, 'xml'],
  [/^(application|text)\/xml$|\+xml$/, 'xml'],
  [/^application\/x-www-form-urlencoded$/, 'form'],
  [/^multipart\//, 'multipart'],
  [/^image\/(png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/, 'image'],
  [/^text\/|^application\/(javascript|graphql|x-ndjson|yaml|x-yaml|toml)$/, 'text'],
]

/** The media type of a content type, without its parameters. */
export const mediaTypeOf = (contentType: string | null): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** One parameter of a content type, such as `charset` or `boundary`. */
export function contentTypeParameter(contentType: string | null, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(contentType ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

/** What a body is: the sender's word first, the bytes where there is none. */
export function bodyKindOf(contentType: string | null, bytes: Uint8Array): BodyKind {
  if (bytes.length === 0) return 'empty'
  const mediaType = mediaTypeOf(contentType)
  const known = kindsOfType.find(([pattern]) => pattern.test(mediaType))
  if (known) return known[1]
  const text = decodeText(bytes.subarray(0, sniffedBytes), contentType, bytes.length > sniffedBytes)
  if (!text.isText) return 'binary'
  return /^\s*[[{]/.test(text.text) ? 'json' : 'text'
}

const sniffedBytes = 4096

/** A body as text. `isDeclared`: the sender named the charset; `isText`: nothing in it is foreign to text. */
export type DecodedText = { text: string; charset: string; isDeclared: boolean; isText: boolean }

/**
 * Decodes a body for showing: by its charset if that is known, else as UTF-8, else letter by letter. The last letter
 * of a part may be cut: that is no reason to give UTF-8 up.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null, isPart = false): DecodedText {
  const declared = contentTypeParameter(contentType, 'charset')
  const decoder = declared === null ? null : decoderFor(declared)
  if (decoder) return finish(decoder.decode(bytes), decoder.encoding, true)
  const text = decodeUtf8(bytes, isPart)
  return text === null
    ? finish(new TextDecoder('windows-1252').decode(bytes), 'windows-1252', false)
    : finish(text, 'utf-8', false)
}

function decodeUtf8(bytes: Uint8Array, isPart: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isPart })
  } catch {
    // Not UTF-8, which the caller wants to know and nothing more.
    return null
  }
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const foreignToText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/

const finish = (text: string, charset: string, isDeclared: boolean): DecodedText => ({
  text,
  charset,
  isDeclared,
  isText: !foreignToText.test(text.slice(0, sniffedBytes)),
})

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    // A charset that no browser knows: shown as if none were named.
    return null
  }
}
