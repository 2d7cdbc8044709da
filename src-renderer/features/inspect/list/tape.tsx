import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useState } from 'react'
import type { Tape as TapeData } from '#shared/model/request.ts'
import { useLive } from '#renderer/data/live.ts'
import { useTape } from '#renderer/data/queries/requests.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import { rangeOf, sourceNameIn, withRange } from './filter-terms.ts'
import type { SliceRange } from './tape-range.ts'
import { describeRange, momentsOf, rangeBetween, sliceAt, slicesOf } from './tape-range.ts'
import './tape.css'

const minutes = 15
const bucketSeconds = 10
const height = 44
const mostBarHeight = 41

/** The arrivals of the last 15 minutes; a range of them, dragged or chosen with the arrows, becomes part of the filter. */
export function Tape({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const { data: sources = [] } = useSources()
  const name = sourceNameIn(q)
  const sourceId = sources.find((source) => source.name === name)?.id ?? null
  const { data: tape } = useTape({ sourceId, minutes, bucketSeconds })
  const isStill = useLive((live) => live.isPaused)
  return (
    <div className="tape">
      {tape && <TapeBars tape={tape} q={q} onQuery={onQuery} />}
      <span className={classNames('now', isStill && 'still')} aria-hidden="true" />
      {tape && <TapeAxis from={tape.from} />}
    </div>
  )
}

function TapeBars({ tape, q, onQuery }: { tape: TapeData; q: string; onQuery: (q: string) => void }): ReactElement {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const filtered = rangeOf(q)
  const range = drag ? rangeBetween(drag.from, drag.to) : filtered && slicesOf(tape, filtered)

  const finish = (): void => {
    if (drag) onQuery(withRange(q, momentsOf(tape, rangeBetween(drag.from, drag.to))))
    setDrag(null)
  }
  const sliceUnder = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    return sliceAt(tape, (event.clientX - box.left) / box.width)
  }
  const press = (event: KeyboardEvent): void => {
    const next = nextDrag(event, drag, tape)
    if (event.key === 'Enter') finish()
    else if (event.key === 'Escape' && drag) setDrag(null)
    else if (event.key === 'Escape' && filtered) onQuery(withRange(q, null))
    else if (next) setDrag(next)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      className="tape-bars"
      aria-label={tapeLabel(tape, range)}
      title="Drag to filter by time"
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: sliceUnder(event), to: sliceUnder(event) })
      }}
      onPointerMove={(event) => drag && event.buttons > 0 && setDrag({ ...drag, to: sliceUnder(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      <Bars tape={tape} range={range} />
    </button>
  )
}

/** Arrows move the chosen slice, with Shift they stretch the range. */
function nextDrag(
  event: KeyboardEvent,
  drag: { from: number; to: number } | null,
  tape: TapeData,
): { from: number; to: number } | null {
  const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (step === 0) return null
  const last = tape.buckets.length - 1
  const to = drag === null ? last : Math.max(0, Math.min(last, drag.to + step))
  return { from: event.shiftKey && drag ? drag.from : to, to }
}

function tapeLabel(tape: TapeData, range: SliceRange | null): string {
  const whole = describeRange(tape, { first: 0, last: tape.buckets.length - 1 })
  const chosen = range ? ` Chosen: ${describeRange(tape, range)}.` : ''
  return `Arrivals over the last ${minutes} minutes, ${whole}.${chosen} Arrow keys choose a time, Shift stretches it, Enter filters.`
}

function Bars({ tape, range }: { tape: TapeData; range: SliceRange | null }): ReactElement {
  const most = Math.max(8, ...tape.buckets.map(({ requests }) => requests))
  const unit = mostBarHeight / most
  const width = tape.buckets.length * 10
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {range && (
        <rect
          x={range.first * 10}
          y={0}
          width={(range.last - range.first + 1) * 10}
          height={height}
          fill="var(--accent-soft)"
        />
      )}
      {tape.buckets.map(({ requests, rejected }, index) => {
        const accepted = (requests - rejected) * unit
        const refused = rejected * unit
        return requests === 0 ? null : (
          <g key={index}>
            <rect x={index * 10 + 1.6} y={height - accepted} width={6.8} height={accepted} fill="var(--c-1)" />
            {/* Rejected stand on top, a little apart, so that they are seen without colour too. */}
            {rejected > 0 && (
              <rect
                x={index * 10 + 1.6}
                y={height - accepted - refused}
                width={6.8}
                height={Math.max(refused - 0.6, 1.6)}
                fill="var(--c-4)"
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}

function TapeAxis({ from }: { from: string }): ReactElement {
  const startMs = Date.parse(from)
  const marks = [0, 5, 10].map((minute) => new Date(startMs + minute * 60_000))
  return (
    <div className="tape-x" aria-hidden="true">
      {marks.map((at) => (
        <span key={at.getTime()}>{at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</span>
      ))}
      <span>now</span>
    </div>
  )
}
