import type { ReactElement } from 'react'
import { compareHeads } from '#shared/compare/compare-heads.ts'
import type { HeadDifference } from '#shared/model/comparison.ts'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'
import type { Request } from '#shared/model/request.ts'
import './head-differences.css'

const titles = { method: 'Method', path: 'Path', query: 'Query', header: 'Header' }

/** In what two requests differ besides their bodies; nothing where they are alike. */
export function HeadDifferences({ before, after }: { before: Request; after: Request }): ReactElement | null {
  const differences = compareHeads(before, after)
  if (differences.length === 0) return null
  return (
    <details className="head-differences">
      <summary>
        Besides the body, {differences.length} {differences.length === 1 ? 'thing differs' : 'things differ'}
      </summary>
      <table aria-label="What differs besides the body">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <DifferenceLine key={`${one.part} ${one.name ?? ''}`} difference={one} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function DifferenceLine({ difference: { part, name, before, after } }: { difference: HeadDifference }): ReactElement {
  const isMasked = part === 'header' && name !== null && isSensitiveHeader(name)
  return (
    <tr>
      <th scope="row">
        {titles[part]} {name}
      </th>
      <Values values={before} isMasked={isMasked} />
      <Values values={after} isMasked={isMasked} />
    </tr>
  )
}

const Values = ({ values, isMasked }: { values: readonly string[]; isMasked: boolean }): ReactElement =>
  values.length === 0 ? (
    <td className="dim">none</td>
  ) : (
    <td>
      {values.map((value, index) => (
        // The same value may stand twice, and the order never changes.
        <div key={index}>{isMasked ? <span className="dim">••••••••</span> : value}</div>
      ))}
    </td>
  )
