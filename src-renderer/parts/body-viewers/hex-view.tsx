import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { hexRow, hexRowCount } from './hex-rows.ts'

const rowHeightPx = 19

/** The bytes themselves, 16 on a line; only the lines in sight exist. */
export function HexView({ bytes, label }: { bytes: Uint8Array; label: string }): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes this component
  const rows = useVirtualizer({
    count: hexRowCount(bytes),
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what it can focus
    <section ref={frame} className="hex scroll" tabIndex={0} aria-label={`${label}, bytes in hex`}>
      <div style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <HexLine key={index} bytes={bytes} index={index} top={start} />
        ))}
      </div>
    </section>
  )
}

function HexLine({ bytes, index, top }: { bytes: Uint8Array; index: number; top: number }): ReactElement {
  const row = hexRow(bytes, index)
  return (
    <div className="hex-row" style={{ transform: `translateY(${top}px)` }}>
      <i>{row.offset}</i>
      <span>{row.bytes.slice(0, 8).join(' ')}</span>
      <span>{row.bytes.slice(8).join(' ')}</span>
      <b>{row.letters}</b>
    </div>
  )
}
