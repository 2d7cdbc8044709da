import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'
import type { Request } from '#shared/model/request.ts'
import { splitHeaders } from './split-headers.ts'

/** The headers as they came; what the way added stands apart. */
export function HeadersTab({ request: { headers, trailers } }: { request: Request }): ReactElement {
  const { sender, way } = splitHeaders(headers)
  if (headers.length === 0) return <p className="tab-note">No headers.</p>
  return (
    <div className="scroll">
      <HeaderGroup title="From the sender" headers={sender} />
      <HeaderGroup title="Added on the way" headers={way} />
      <HeaderGroup title="After the body" headers={trailers} />
    </div>
  )
}

function HeaderGroup({ title, headers }: { title: string; headers: HeaderPairs }): ReactElement | null {
  if (headers.length === 0) return null
  return (
    <section>
      <div className="group-head">
        <h2>
          {title}, {headers.length}
        </h2>
        <Button small look="ghost" onClick={() => void copyText(printHeaders(headers), 'Headers')}>
          Copy all
        </Button>
      </div>
      <HeaderList headers={headers} label={title} />
    </section>
  )
}

// What is masked on the screen does not leave it by the way of "all"; each one can be copied by itself.
const printHeaders = (headers: HeaderPairs): string =>
  headers.map(([name, value]) => `${name}: ${isSensitiveHeader(name) ? '********' : value}`).join('\n')
