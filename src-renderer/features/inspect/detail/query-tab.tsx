import type { ReactElement } from 'react'
import { PairsTable } from '#renderer/parts/body-viewers/pairs-table.tsx'
import { splitUrlEncoded } from '#shared/rules/formats/url-encoded.ts'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { Request } from '#shared/model/request.ts'

/** The path and the query, raw and decoded. */
export function QueryTab({ request: { target } }: { request: Request }): ReactElement {
  const mark = target.indexOf('?')
  const pairs = mark === -1 ? [] : splitUrlEncoded(target.slice(mark + 1))
  return (
    <div className="scroll">
      <div className="group-head">
        <h2>As it came</h2>
        <Button small look="ghost" onClick={() => void copyText(target, 'Address')}>
          Copy
        </Button>
      </div>
      <p className="raw-target mono">{target}</p>
      {pairs.length === 0 ? (
        <p className="tab-note">No query.</p>
      ) : (
        <>
          <div className="group-head">
            <h2>Query, {pairs.length}</h2>
          </div>
          <PairsTable pairs={pairs} label="Query" />
        </>
      )}
    </div>
  )
}
