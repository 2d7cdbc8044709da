import { Download, Search, WrapText } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import type { CodeEditorHandle } from '#renderer/parts/code-editor/code-editor.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { formatBytes, formatSize } from '#renderer/parts/format-bytes.ts'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import type { BodyKind, ViewerName } from './body-kind.ts'
import { bodyKindOf, decodeText, mediaTypeOf, viewersOf } from './body-kind.ts'
import { HexView } from './hex-view.tsx'
import type { PlaceAction } from './path-bar.tsx'
import { PrettyView } from './pretty-view.tsx'
import { PreviewView } from './preview-view.tsx'
import { useUnpacked } from './use-unpacked.ts'
import './body-viewers.css'

export type BodyViewerProps = {
  /** What is here of the body: all of it, or its beginning. */
  bytes: Uint8Array<ArrayBuffer>
  totalBytes: number
  contentType: string | null
  contentEncoding?: string | undefined
  /** What is shown, for those who hear it; also the name of a download. */
  label: string
  fileName: string
  /** Fetches the rest, where `bytes` is only the beginning. */
  onLoadAll?: () => void
  /** The comparison, where there is something to compare with. */
  diff?: ReactNode
  /** What a place of a JSON body can be used for. */
  placeAction?: PlaceAction
  /** The way to look at it that is wanted at first. */
  opensAs?: ViewerName | null
}

const viewerLabels: readonly { value: ViewerName; label: string }[] = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'raw', label: 'Raw' },
  { value: 'hex', label: 'Hex' },
  { value: 'preview', label: 'Preview' },
  { value: 'diff', label: 'Diff' },
]

/** Above this a body opens raw: formatting it takes a while and is asked for. */
const bytesFormattedUnasked = 1_000_000

function fittingViewers(kind: BodyKind, isWhole: boolean, hasDiff: boolean): readonly ViewerName[] {
  return viewersOf[kind].filter((viewer) => {
    if (viewer === 'diff') return hasDiff && isWhole
    return isWhole || viewer === 'raw' || viewer === 'hex'
  })
}

function chooseViewer(chosen: ViewerName | null, fitting: readonly ViewerName[], totalBytes: number): ViewerName {
  if (chosen !== null && fitting.includes(chosen)) return chosen
  const isLarge = totalBytes > bytesFormattedUnasked && fitting.includes('raw')
  return isLarge ? 'raw' : (fitting[0] ?? 'raw')
}

/** A body and the ways to look at it. The way that was chosen stays for the next body, as far as it fits. */
export function BodyViewer(props: BodyViewerProps): ReactElement {
  const { bytes, totalBytes, contentType, onLoadAll, diff } = props
  const [chosen, setChosen] = useState<ViewerName | null>(props.opensAs ?? null)
  const [wrap, setWrap] = useState(false)
  const handle = useRef<CodeEditorHandle>(null)
  const unpacked = useUnpacked(bytes, props.contentEncoding)
  const isWhole = bytes.length === totalBytes
  const kind = bodyKindOf(contentType, unpacked ?? bytes)
  const fitting = fittingViewers(kind, isWhole, diff !== undefined)
  const viewer = chooseViewer(chosen, fitting, totalBytes)
  const Viewer = viewers[viewer]
  if (totalBytes === 0) return <p className="viewer-note">No body.</p>
  return (
    <>
      <div className="vbar">
        <SegmentedControl
          label="View"
          options={viewerLabels.map((option) => ({ ...option, disabled: !fitting.includes(option.value) }))}
          value={viewer}
          onChange={setChosen}
        />
        <BodyFacts {...props} wasUnpacked={unpacked !== null} />
        <IconButton
          small
          label="Search in the body"
          disabled={viewer !== 'pretty' && viewer !== 'raw'}
          onClick={() => handle.current?.find()}
        >
          <Search className="i" aria-hidden="true" />
        </IconButton>
        <IconButton small label="Wrap lines" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          <WrapText className="i" aria-hidden="true" />
        </IconButton>
        <IconButton small label="Download the body" disabled={!isWhole} onClick={() => download(props)}>
          <Download className="i" aria-hidden="true" />
        </IconButton>
      </div>
      {!isWhole && <PartNote shown={bytes.length} total={totalBytes} onLoadAll={onLoadAll} />}
      <Viewer {...props} shown={unpacked ?? bytes} isWhole={isWhole} kind={kind} wrap={wrap} handle={handle} />
    </>
  )
}

type ViewerProps = BodyViewerProps & {
  /** The bytes as they are read: unpacked where they came compressed. */
  shown: Uint8Array<ArrayBuffer>
  isWhole: boolean
  kind: BodyKind
  wrap: boolean
  handle: RefObject<CodeEditorHandle | null>
}

const viewers: Record<ViewerName, (props: ViewerProps) => ReactNode> = {
  pretty: Pretty,
  raw: Raw,
  hex: ({ bytes, label }) => <HexView bytes={bytes} label={label} />,
  preview: ({ shown, kind, contentType, label }) => (
    <PreviewView bytes={shown} kind={kind} contentType={contentType} label={label} />
  ),
  diff: ({ diff }) => diff,
}

function Pretty({ shown, contentType, kind, label, wrap, handle, placeAction }: ViewerProps): ReactElement {
  const { text } = useMemo(() => decodeText(shown, contentType), [shown, contentType])
  return <PrettyView {...{ text, kind, label, wrap, handle, placeAction }} />
}

function Raw({ bytes, contentType, isWhole, label, wrap, handle }: ViewerProps): ReactElement {
  const { text } = useMemo(() => decodeText(bytes, contentType, !isWhole), [bytes, contentType, isWhole])
  return <CodeEditor text={text} language="plaintext" label={`${label}, as it came`} wrap={wrap} handle={handle} />
}

function BodyFacts({
  bytes,
  totalBytes,
  contentType,
  contentEncoding,
  wasUnpacked,
}: BodyViewerProps & { wasUnpacked: boolean }): ReactElement {
  const { charset, isDeclared, isText } = decodeText(bytes.subarray(0, sampleBytes), contentType, true)
  const charsetWords = isDeclared || charset === 'utf-8' ? charset : `taken for ${charset}`
  return (
    <span className="body-facts ell">
      {contentType === null ? 'no content type' : mediaTypeOf(contentType)}
      {isText && <span className="hide-n"> · {charsetWords}</span>}
      {contentEncoding !== undefined && ` · ${contentEncoding}${wasUnpacked ? ', shown unpacked' : ''}`}
      {` · ${formatBytes(totalBytes)}`}
    </span>
  )
}

/** Enough to tell the charset by. */
const sampleBytes = 4096

const PartNote = ({
  shown,
  total,
  onLoadAll,
}: {
  shown: number
  total: number
  onLoadAll: (() => void) | undefined
}): ReactElement => (
  <div className="viewer-note">
    <span>
      The first {formatSize(shown)} of {formatSize(total)}
    </span>
    {onLoadAll && (
      <Button small onClick={onLoadAll}>
        Load all
      </Button>
    )}
  </div>
)

function download({ bytes, fileName }: Pick<BodyViewerProps, 'bytes' | 'fileName'>): void {
  const address = URL.createObjectURL(new Blob([bytes]))
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName })
  link.click()
  URL.revokeObjectURL(address)
}
