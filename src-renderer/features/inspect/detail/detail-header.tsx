import { Copy, Ellipsis, Repeat2, Zap } from 'lucide-react'
import type { ReactElement } from 'react'
import { makeTrigger } from '#renderer/data/make-trigger.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { formatAgo } from '#renderer/parts/format-time.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import type { Request } from '#shared/model/request.ts'

/** What arrived, when, and what can be done with it. */
export function DetailHeader({
  request,
  menu,
  onReplay,
  onCopyCurl,
}: {
  request: Request
  menu: readonly MenuEntry[]
  onReplay: () => void
  onCopyCurl: () => void
}): ReactElement {
  return (
    <header className="dh">
      <ProviderBadge provider={request.provider} big />
      <div className="grow">
        <h1 className="ell">{titleOf(request)}</h1>
        <DetailFacts request={request} />
      </div>
      <Button look="primary" data-opens-replay="" onClick={onReplay}>
        <Repeat2 className="i" aria-hidden="true" />
        Replay <Kbd>R</Kbd>
      </Button>
      <Button className="hide-n" onClick={() => makeTrigger(request)}>
        <Zap className="i" aria-hidden="true" />
        Make trigger <Kbd>T</Kbd>
      </Button>
      <IconButton label="Copy as cURL" onClick={onCopyCurl}>
        <Copy className="i" aria-hidden="true" />
      </IconButton>
      <Menu
        align="end"
        entries={menu}
        trigger={
          <IconButton label="More for this request">
            <Ellipsis className="i" aria-hidden="true" />
          </IconButton>
        }
      />
    </header>
  )
}

const titleOf = ({ eventType, method, path }: Request): string => eventType ?? `${method} ${path === '' ? '/' : path}`

function DetailFacts({ request }: { request: Request }): ReactElement {
  const now = useNow()
  return (
    <p className="dh-m">
      <Moment at={request.receivedAt} />
      <span>{formatAgo(new Date(request.receivedAt), now)}</span>
      <button
        type="button"
        className="mono dim hide-n"
        title="Copy the id"
        onClick={() => void copyText(request.id, 'Id')}
      >
        {request.id.slice(0, 16)}
      </button>
      {request.pinned && <span>Pinned</span>}
    </p>
  )
}
