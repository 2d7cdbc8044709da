import { ChevronDown, Copy, Globe, Lock, Plus, Settings } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Source } from '#shared/model/source.ts'
import { useIsHeard } from '#renderer/data/live.ts'
import { addressOf, chooseSource, useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { useStartTunnel, useStopTunnel, useTunnel } from '#renderer/data/queries/tunnel.ts'
import { go } from '#renderer/data/routes.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import { tunnelWords } from '#renderer/parts/tunnel-words.ts'
import { openLayer } from '#renderer/app/layers.ts'

/** The address of the current source, on every screen: it is what people come for. */
export function AddressBar(): ReactElement | null {
  const source = useCurrentSource()
  useCommands([
    {
      id: 'copy-address',
      title: 'Copy source URL',
      ...(source && { hint: source.name }),
      icon: Copy,
      group: 'Everywhere',
      keys: 'u',
      isEnabled: source !== null,
      run: () => source && void copyText(addressOf(source), 'Source URL'),
    },
  ])
  if (!source) return <div />
  return (
    <section className="addr" aria-label="Source address">
      <SourceMenu current={source} />
      <Address url={addressOf(source)} />
      <Reach />
      <button
        type="button"
        className="addr-copy"
        aria-label="Copy source URL"
        onClick={() => void copyText(addressOf(source), 'Source URL')}
      >
        <Copy className="i" aria-hidden="true" />
        <span>
          Copy <Kbd>U</Kbd>
        </span>
      </button>
    </section>
  )
}

function SourceMenu({ current }: { current: Source }): ReactElement {
  const { data: sources = [] } = useSources()
  const entries: MenuEntry[] = [
    ...sources.map((source) => ({ id: source.id, label: source.name, onSelect: () => chooseSource(source.id) })),
    { kind: 'line', id: 'line' },
    {
      id: 'settings',
      label: `Settings of ${current.name}`,
      icon: Settings,
      onSelect: () => go({ screen: 'sources', id: current.id }),
    },
    { id: 'new', label: 'New source', icon: Plus, onSelect: () => openLayer('new-source') },
  ]
  return (
    <Menu
      entries={entries}
      trigger={
        <button type="button" className="addr-ep">
          {current.provider && <ProviderBadge provider={current.provider} />}
          <span className="ell">{current.name}</span>
          <ChevronDown className="i s" aria-hidden="true" />
        </button>
      }
    />
  )
}

function Address({ url }: { url: string }): ReactElement {
  const { protocol, host, pathname } = new URL(url)
  const cut = pathname.lastIndexOf('/') + 1
  return (
    <span className="addr-url" title={url}>
      <i>{protocol}//</i>
      {host}
      <i>{pathname.slice(0, cut)}</i>
      {pathname.slice(cut)}
    </span>
  )
}

/** Who can reach the address, and the way to change that. */
function Reach(): ReactElement {
  const tunnel = useTunnel()
  const start = useStartTunnel()
  const stop = useStopTunnel()
  const { tone, reach, detail } = tunnelWords(tunnel, useIsHeard())
  const open = (): void => start.mutate(undefined, { onError: notifyError })
  const close = (): void => {
    if (tunnel) stop.mutate(tunnel.id, { onError: notifyError })
  }
  useCommands([
    tunnel === null
      ? { id: 'tunnel', title: 'Start tunnel', icon: Globe, group: 'Everywhere', run: open }
      : { id: 'tunnel', title: 'Stop tunnel', icon: Lock, group: 'Everywhere', run: close },
  ])
  const Icon = tunnel === null ? Lock : Globe
  return (
    <Menu
      entries={[
        { kind: 'head', id: 'detail', label: detail },
        tunnel === null
          ? { id: 'start', label: 'Make it public', icon: Globe, onSelect: open }
          : { id: 'stop', label: 'Stop the tunnel', icon: Lock, onSelect: close },
      ]}
      trigger={
        <button type="button" className={classNames('addr-reach', tone)} title={detail}>
          <Icon className="i s" aria-hidden="true" />
          {reach}
        </button>
      }
    />
  )
}
