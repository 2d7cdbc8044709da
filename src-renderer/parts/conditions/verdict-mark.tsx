import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Verdict } from '#shared/model/trigger-test.ts'

/** What a tested event has in the place of a comparison, by the path of the comparison. */
export type Verdicts = ReadonlyMap<string, Verdict>

const wordsOf = ({ actual, isMissing, reason }: Verdict): string => {
  if (reason !== null) return reason
  if (isMissing) return 'missing'
  return typeof actual === 'string' ? actual : JSON.stringify(actual)
}

/** The value that stood there, and whether the comparison holds. */
export function VerdictMark({ verdict, hasValue = true }: { verdict: Verdict; hasValue?: boolean }): ReactElement {
  const says = verdict.holds ? 'Holds' : 'Does not hold'
  const words = hasValue || verdict.reason !== null ? wordsOf(verdict) : says
  return (
    <span className={verdict.holds ? 'condition-verdict ok' : 'condition-verdict bad'}>
      <span className="mono" title={words} aria-hidden={words === says}>
        {words}
      </span>
      {verdict.holds ? (
        <CircleCheck className="i s" aria-label={says} />
      ) : (
        <CircleX className="i s" aria-label={says} />
      )}
    </span>
  )
}
