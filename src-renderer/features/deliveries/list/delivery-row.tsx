import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import { memo } from 'react'
import type { DeliveryRow as Row } from '#shared/model/delivery.ts'
import { attemptDots, attemptWords } from '#renderer/parts/attempts/attempt-dots.ts'
import { deliverySigns, deliveryTitle, shortResult, shortTarget } from '#renderer/parts/attempts/delivery-signs.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import type { RowStanding } from '#renderer/parts/row-list/row-box.tsx'
import { RowOption } from '#renderer/parts/row-list/row-option.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import { nextOrDone } from './row-words.ts'

type RowProps = RowStanding & {
  row: Row
  /** The attempts that its retry policy allows; null where that is not known. */
  total: number | null
}

/** One delivery of the list. */
export const DeliveryRow = memo(function DeliveryRow({ row, total, ...standing }: RowProps): ReactElement {
  return (
    <RowOption {...standing} id={row.id} className="dv">
      <span className="dv-box" data-select="">
        <i>{standing.isSelected && <Check className="i s" aria-hidden="true" />}</i>
      </span>
      <State row={row} />
      <span className="dv-what">
        <b className="ell">
          {deliveryTitle(row)}
          {row.isTest && <span className="dv-tag">test</span>}
          {row.replayOf !== null && <span className="dv-tag">replay</span>}
          {row.replayedAs !== null && <span className="dv-tag">replayed</span>}
        </b>
        <small className="ell" title={row.targetUrl}>
          {shortTarget(row.targetUrl)}
        </small>
      </span>
      <Dots row={row} total={total} />
      <Result row={row} />
      <When row={row} />
    </RowOption>
  )
})

function State({ row: { state, reason } }: { row: Row }): ReactElement {
  const { label, icon: Icon, tone } = deliverySigns[state]
  return (
    <span className={classNames('dv-state', state !== 'delivered' && `m ${tone}`)} title={reason ?? undefined}>
      <Icon className={`i ${tone}`} aria-hidden="true" />
      <span className="words">{label}</span>
    </span>
  )
}

function Dots({ row, total }: { row: Row; total: number | null }): ReactElement {
  const words = attemptWords(row, total)
  return (
    <span className="dv-dots" title={words}>
      {attemptDots(row, total).map((dot, index) => (
        // Marks have no state and never move.
        <i key={index} className={dot} />
      ))}
      <span className="sr">{words}</span>
    </span>
  )
}

function Result({ row }: { row: Row }): ReactElement {
  const result = shortResult(row)
  return <span className={classNames('dv-result', result?.isBad && 'bad')}>{result?.text ?? '·'}</span>
}

function When({ row }: { row: Row }): ReactElement {
  const { text, isAhead } = nextOrDone(row, useNow())
  return <span className={classNames('dv-when', isAhead && 'warn m')}>{text}</span>
}
