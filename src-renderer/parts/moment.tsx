import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { copyText } from './copy-text.ts'
import { formatMoment, momentForms } from './format-time.ts'
import { useNow } from './use-now.ts'
import './moment.css'

/** A moment; hover or focus tells it in the forms of programs, a click copies the first of them. */
export function Moment({ at, className }: { at: string; className?: string }): ReactElement {
  const now = useNow()
  const moment = new Date(at)
  const forms = momentForms(moment)
  return (
    <Tooltip.Root>
      <Tooltip.Trigger className={className ?? 'moment'} onClick={() => void copyText(forms[0]?.text ?? at, 'Time')}>
        <time dateTime={at}>{formatMoment(moment, now)}</time>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={4}>
          <Tooltip.Popup className="moment-forms">
            <dl>
              {forms.map(({ label, text }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className="mono">{text}</dd>
                </div>
              ))}
            </dl>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
