import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { formatBytes } from '#renderer/parts/format-bytes.ts'
import { parseXml, showInSandbox } from '#renderer/parts/trusted-types.ts'
import type { BodyKind } from './body-kind.ts'
import { bodyKindOf, contentTypeParameter, decodeText, mediaTypeOf } from './body-kind.ts'
import { splitMultipart } from './multipart.ts'
import type { BodyPart } from './multipart.ts'
import { PairsTable } from './pairs-table.tsx'
import { splitUrlEncoded } from '#shared/rules/formats/url-encoded.ts'

type PreviewProps = { bytes: Uint8Array<ArrayBuffer>; contentType: string | null; label: string }

const previews: Partial<Record<BodyKind, (props: PreviewProps) => ReactElement>> = {
  image: ImagePreview,
  form: FormPreview,
  multipart: MultipartPreview,
  html: PagePreview,
  xml: XmlPreview,
}

/** A body as the sender may have meant it to look. */
export function PreviewView({ kind, ...props }: PreviewProps & { kind: BodyKind }): ReactElement {
  const Preview = previews[kind]
  return (
    <div className="preview scroll">
      {Preview ? <Preview {...props} /> : <p className="viewer-note">This kind of body has no preview.</p>}
    </div>
  )
}

function ImagePreview({ bytes, contentType, label }: PreviewProps): ReactElement {
  const [brokenBytes, setBrokenBytes] = useState<Uint8Array | null>(null)
  const image = useRef<HTMLImageElement>(null)
  const type = mediaTypeOf(contentType)
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([bytes], { type }))
    if (image.current) image.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [bytes, type])
  if (brokenBytes === bytes)
    return <p className="viewer-note">The bytes are not an image of this type. Hex shows them.</p>
  return <img ref={image} alt={label} onError={() => setBrokenBytes(bytes)} />
}

function FormPreview({ bytes, contentType, label }: PreviewProps): ReactElement {
  const pairs = useMemo(() => splitUrlEncoded(decodeText(bytes, contentType).text), [bytes, contentType])
  return <PairsTable pairs={pairs} label={`${label}, fields of the form`} />
}

// The frame has no rights: no scripts, no forms, an origin of its own; its policy lets it load nothing.
const framePolicy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`

function PagePreview({ bytes, contentType, label }: PreviewProps): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    if (frame.current) showInSandbox(frame.current, `${framePolicy}${decodeText(bytes, contentType).text}`)
  }, [bytes, contentType])
  return <iframe ref={frame} sandbox="" title={`${label}, preview`} />
}

function XmlPreview({ bytes, contentType, label }: PreviewProps): ReactElement {
  const tree = useMemo(() => parseXml(decodeText(bytes, contentType).text), [bytes, contentType])
  const mistake = tree.querySelector('parsererror')?.textContent
  if (mistake) return <p className="viewer-note">Not well-formed XML. {mistake}</p>
  return (
    <ul className="xml" aria-label={`${label}, elements`}>
      {<XmlElement element={tree.documentElement} depth={0} />}
    </ul>
  )
}

const maxXmlDepth = 60

function XmlElement({ element, depth }: { element: Element; depth: number }): ReactElement {
  const children = [...element.children]
  const text = children.length === 0 ? element.textContent : ''
  return (
    <li>
      <b>{element.nodeName}</b>
      {[...element.attributes].map(({ name, value }) => (
        <span key={name} className="dim">
          {' '}
          {name}=<i>{value}</i>
        </span>
      ))}
      {text && <span> {text}</span>}
      {children.length > 0 && depth < maxXmlDepth && (
        <ul>
          {children.map((child, index) => (
            // Elements of a document that does not change: their places identify them.
            <XmlElement key={index} element={child} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}

function MultipartPreview({ bytes, contentType, label }: PreviewProps): ReactElement {
  const boundary = contentTypeParameter(contentType, 'boundary')
  const parts = useMemo(() => (boundary === null ? [] : splitMultipart(bytes, boundary)), [bytes, boundary])
  if (parts.length === 0)
    return (
      <p className="viewer-note">
        No parts: the boundary of the content type is missing or not in the body. Raw shows it.
      </p>
    )
  return (
    <ol className="parts" aria-label={`${label}, parts`}>
      {parts.map((part, index) => (
        // Parts never move, so their places identify them.
        <Part key={index} part={part} />
      ))}
    </ol>
  )
}

const partTextBytes = 20_000

function Part({ part }: { part: BodyPart }): ReactElement {
  const kind = bodyKindOf(part.contentType, part.bytes)
  const name = part.name ?? 'unnamed part'
  return (
    <li>
      <h3>
        {name}
        {part.fileName !== null && <span className="dim"> {part.fileName}</span>}
        <span className="dim">
          {' '}
          {part.contentType ?? 'text/plain'} · {formatBytes(part.bytes.length)}
        </span>
      </h3>
      {kind === 'image' && (
        <ImagePreview bytes={new Uint8Array(part.bytes)} contentType={part.contentType} label={name} />
      )}
      {kind !== 'image' && kind !== 'binary' && kind !== 'empty' && (
        <pre>{decodeText(part.bytes.subarray(0, partTextBytes), part.contentType, true).text}</pre>
      )}
    </li>
  )
}
