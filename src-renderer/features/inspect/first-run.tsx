import {
  Check,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Copy,
  Globe,
  Lock,
  SendHorizontal,
  Terminal,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import type { Source } from '#shared/model/source.ts'
import type { Tunnel } from '#shared/model/tunnel.ts'
import type { Status } from '#shared/model/status.ts'
import { followList, useIsHeard } from '#renderer/data/live.ts'
import { addressOf, useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { useSendTest } from '#renderer/data/queries/sources.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { useStartTunnel, useStopTunnel, useTunnel } from '#renderer/data/queries/tunnel.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import { Mark } from '#renderer/parts/mark.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import { tunnelWords } from '#renderer/parts/tunnel-words.ts'
import './first-run.css'

/** The first minute: the address, and what it waits for. */
export function FirstRun(): ReactElement {
  const source = useCurrentSource()
  const { data: status } = useStatus()
  const tunnel = useTunnel()
  const isHeard = useIsHeard()
  const isPublic = tunnel?.state.kind === 'public' && isHeard
  useEffect(() => followList('', () => false), [])
  return (
    <div className="wel">
      <div className="wel-in">
        <Mark size={44} />
        <h1>{isPublic ? 'Your source is live.' : 'Ready to receive.'}</h1>
        <p className="lead">
          {isPublic
            ? 'Paste this address into any webhook form. What arrives shows up here and is stored only on this computer.'
            : 'Send anything to this address. What arrives shows up here and is stored only on this computer.'}
        </p>
        {source && <BigAddress source={source} />}
        <ol className="wel-line">
          {status && <ReceiverLine receiver={status.receiver} />}
          {tunnel && isHeard && <TunnelLine tunnel={tunnel} />}
          <li>
            <span className="nd float">
              <CircleDot className="i" aria-hidden="true" />
            </span>
            <p>Waiting for the first request</p>
            {source && <Attempts source={source} />}
          </li>
        </ol>
      </div>
    </div>
  )
}

function BigAddress({ source }: { source: Source }): ReactElement {
  const [isCopied, setCopied] = useState(false)
  const [isCopyWanted, setCopyWanted] = useState(false)
  const tunnel = useTunnel()
  const Icon = isCopied ? Check : Copy
  const copy = async (): Promise<void> => {
    await copyText(addressOf(source), 'Source URL')
    setCopied(true)
  }
  // Asked for while the tunnel was being opened.
  useEffect(() => {
    if (!isCopyWanted || source.publicUrl === null) return
    void copyText(source.publicUrl, 'Source URL').then(() => {
      setCopyWanted(false)
      setCopied(true)
    })
  }, [isCopyWanted, source.publicUrl])
  return (
    <>
      <div className="bigurl">
        <code>{addressOf(source)}</code>
        {tunnel === null && <MakePublic onStart={() => setCopyWanted(true)} />}
        <Button look={tunnel === null ? 'plain' : 'primary'} onClick={() => void copy()}>
          <Icon className="i" aria-hidden="true" />
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <Reach source={source} tunnel={tunnel} />
    </>
  )
}

/** Nothing becomes public unasked: this is where it is asked. */
function MakePublic({ onStart }: { onStart: () => void }): ReactElement {
  const start = useStartTunnel()
  const open = (): void => {
    onStart()
    start.mutate(undefined, { onError: notifyError })
  }
  useCommands([
    { id: 'make-public', title: 'Make it public and copy', icon: Globe, group: 'This list', keys: 'Enter', run: open },
  ])
  return (
    <Button look="primary" disabled={start.isPending} onClick={open}>
      <Globe className="i" aria-hidden="true" />
      Make it public and copy <Kbd>↵</Kbd>
    </Button>
  )
}

function Reach({ source, tunnel }: { source: Source; tunnel: Tunnel | null }): ReactElement {
  const stop = useStopTunnel()
  const Icon = source.publicUrl ? Globe : Lock
  return (
    <p className="hint">
      <Icon className="i s" aria-hidden="true" />{' '}
      {tunnel === null ? 'Local: nothing outside this computer can reach it.' : `${tunnel.notice} `}
      {tunnel && (
        <button type="button" className="link" onClick={() => stop.mutate(tunnel.id, { onError: notifyError })}>
          Keep it local instead
        </button>
      )}
    </p>
  )
}

function TunnelLine({ tunnel }: { tunnel: Tunnel }): ReactElement {
  const { tone, detail } = tunnelWords(tunnel)
  const Icon = { ok: CircleCheck, busy: CircleDashed, bad: CircleAlert, idle: CircleDashed }[tone]
  const words = {
    connecting: 'Opening a tunnel',
    public: 'Reachable from outside, checked just now',
    unreachable: 'Not reachable from outside',
  }[tunnel.state.kind]
  return (
    <li>
      <span className={`nd ${tone}`}>
        <Icon className="i" aria-hidden="true" />
      </span>
      <p>
        {words}
        {tunnel.state.kind !== 'public' && <small>{detail}</small>}
      </p>
    </li>
  )
}

const ReceiverLine = ({ receiver }: { receiver: Status['receiver'] }): ReactElement =>
  receiver.error === null ? (
    <li>
      <span className="nd ok">
        <CircleCheck className="i" aria-hidden="true" />
      </span>
      <p>Receiver running on {new URL(receiver.url).host}</p>
    </li>
  ) : (
    <li>
      <span className="nd bad">
        <CircleAlert className="i" aria-hidden="true" />
      </span>
      <p>Not receiving. {receiver.error}</p>
    </li>
  )

const curlOf = (url: string): string =>
  `curl -X POST '${url}' -H 'Content-Type: application/json' -d '{"hello":"creel"}'`

function Attempts({ source }: { source: Source }): ReactElement {
  const test = useSendTest()
  const isLocal = useTunnel() === null
  const send = (): void => test.mutate(source.id, { onError: notifyError })
  useCommands([
    {
      id: 'send-test',
      title: 'Send a test request',
      icon: SendHorizontal,
      group: 'This list',
      keys: isLocal ? 't' : 'Enter',
      run: send,
    },
  ])
  return (
    <div className="wel-do">
      <Button disabled={test.isPending} onClick={send}>
        <SendHorizontal className="i s" aria-hidden="true" />
        Send a test request <Kbd>{isLocal ? 'T' : '↵'}</Kbd>
      </Button>
      <Button onClick={() => void copyText(curlOf(addressOf(source)), 'cURL command')}>
        <Terminal className="i s" aria-hidden="true" />
        Copy as cURL
      </Button>
    </div>
  )
}
