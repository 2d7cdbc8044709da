import { Check, Pin, StickyNote } from 'lucide-react'
import type { ReactElement } from 'react'
import { memo } from 'react'
import type { RequestRow as Row } from '#shared/model/request.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import { momentForms } from '#renderer/parts/format-time.ts'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import type { RowStanding } from '#renderer/parts/row-list/row-box.tsx'
import { RowOption } from '#renderer/parts/row-list/row-option.tsx'
import type { Sign } from './row-words.ts'
import { isErrorStatus, outcomeSign, rowSummary, rowTime, rowTitle, signatureSign } from './row-words.ts'

type RowProps = RowStanding & { row: Row }

/** One request of the list. */
export const RequestRow = memo(function RequestRow({ row, ...standing }: RowProps): ReactElement {
  return (
    <RowOption {...standing} id={row.id} className={classNames('rq', row.unread && 'un')}>
      <Lead isUnread={row.unread} isSelected={standing.isSelected} />
      <Moment at={row.receivedAt} />
      <ProviderBadge provider={row.provider} />
      <Words row={row} />
      <SignIcon sign={signatureSign(row)} />
      <span className={classNames('cd', isErrorStatus(row.status) && 'bad')}>{row.status ?? '–'}</span>
      <Outcome row={row} />
    </RowOption>
  )
})

function Lead({ isUnread, isSelected }: { isUnread: boolean; isSelected: boolean }): ReactElement {
  if (isSelected) return <Check className="i s chosen" aria-hidden="true" />
  return <span>{isUnread && <i className="fdot" title="New" />}</span>
}

function Moment({ at }: { at: string }): ReactElement {
  const { clock, milliseconds } = rowTime(at)
  const title = momentForms(new Date(at))
    .map(({ label, text }) => `${label} ${text}`)
    .join('\n')
  return (
    <time dateTime={at} title={title}>
      {clock}
      {milliseconds && <i>.{milliseconds}</i>}
    </time>
  )
}

const Words = ({ row }: { row: Row }): ReactElement => (
  <span className="ev">
    {row.method !== 'POST' && <span className={`mt m-${row.method.toLowerCase()}`}>{row.method}</span>}
    <b>{rowTitle(row)}</b>
    <span className="sum">{rowSummary(row)}</span>
    <Marks row={row} />
  </span>
)

function SignIcon({ sign }: { sign: Sign }): ReactElement {
  const Icon = sign.icon
  return (
    <span className={sign.tone ?? 'dim'} title={sign.words}>
      <Icon className="i" aria-hidden="true" />
      <span className="sr">{sign.words}</span>
    </span>
  )
}

function Outcome({ row }: { row: Row }): ReactElement {
  const sign = outcomeSign(row)
  return (
    <span className="fw">
      {sign && (
        <span className={sign.tone ?? undefined} title={sign.words}>
          <sign.icon className="i s" aria-hidden="true" />
        </span>
      )}
      {sign && <span className="words">{sign.words}</span>}
    </span>
  )
}

/** What a person put on the row. */
const Marks = ({ row }: { row: Row }): ReactElement | null =>
  row.pinned || row.note ? (
    <span className="marks">
      {row.pinned && <MarkIcon icon={Pin} words="Pinned" />}
      {row.note && <MarkIcon icon={StickyNote} words={`Note: ${row.note}`} />}
    </span>
  ) : null

const MarkIcon = ({ icon: Icon, words }: { icon: typeof Pin; words: string }): ReactElement => (
  <span title={words}>
    <Icon className="i s" aria-hidden="true" />
    <span className="sr">{words}</span>
  </span>
)
