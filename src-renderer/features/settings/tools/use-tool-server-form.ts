import { useMemo, useState } from 'react'
import { useChangeToolServer } from '#renderer/data/queries/tool-servers.ts'
import { faultAt, faultElsewhere, faultsOf, isAt, isJustAt, mistakesIn } from '#renderer/parts/form/form-faults.ts'
import { notify } from '#renderer/parts/toast.tsx'
import type { ToolServer, ToolTransport } from '#shared/model/tool-server.ts'
import { ToolServerSettings } from '#shared/model/tool-server.ts'

type Transports = { [Kind in ToolTransport['kind']]: Extract<ToolTransport, { kind: Kind }> }

/** A tool server that is being filled in. */
export type ToolServerForm = {
  name: string
  transport: ToolTransport
  /** What is saved of each kind of transport. */
  saved: Transports
  setName: (name: string) => void
  setKind: (kind: ToolTransport['kind']) => void
  setTransport: (transport: ToolTransport) => void
  /** What is wrong at a path such as `transport.url`. */
  errorOf: (path: string) => string | null
  /** What is wrong with a list as a whole, such as `transport.headers`. */
  errorOfList: (path: string) => string | null
  /** What a refusal says that belongs to no field. */
  refusal: string | null
  isBusy: boolean
  save: () => void
}

const empty: Transports = {
  command: { kind: 'command', program: '', arguments: [], folder: null, environment: [] },
  http: { kind: 'http', url: '', headers: [] },
}

const fieldsOf: Record<ToolTransport['kind'], readonly string[]> = {
  command: ['name', 'transport.program', 'transport.arguments', 'transport.folder', 'transport.environment'],
  http: ['name', 'transport.url', 'transport.headers'],
}

/** What is filled in, of each kind of transport: whoever looks at the other one finds the first as it was. */
type Filled = { name: string; kind: ToolTransport['kind']; transports: Transports }

const withTransport = (transports: Transports, transport: ToolTransport): Transports => ({
  ...transports,
  [transport.kind]: transport,
})

export function useToolServerForm(server: ToolServer | null, onDone: () => void): ToolServerForm {
  // What was saved when the form was opened: a change from elsewhere does not come between.
  const [saved] = useState(() => (server === null ? empty : withTransport(empty, server.transport)))
  const [filled, setFilled] = useState<Filled>({
    name: server?.name ?? '',
    kind: server?.transport.kind ?? 'command',
    transports: saved,
  })
  const [isTried, setTried] = useState(false)
  const [refused, setRefused] = useState<{ filled: Filled; error: Error } | null>(null)
  const create = useChangeToolServer('toolServers.create')
  const update = useChangeToolServer('toolServers.update')
  const { name, kind, transports } = filled
  const transport = transports[kind]
  const mistakes = useMemo(() => mistakesIn(ToolServerSettings, { name, transport }), [name, transport])
  // What was refused may be right after the next change.
  const error = refused?.filled === filled ? refused.error : null
  const faults = faultsOf(error)
  const errorBy = (isHit: typeof isAt, path: string): string | null => {
    const fault = faultAt(faults, path, isHit)
    if (fault !== null || !isTried) return fault
    return mistakes.find((mistake) => isHit(mistake.path, path))?.words() ?? null
  }
  const save = (): void => {
    setTried(true)
    if (mistakes.length > 0) return
    const answers = {
      onSuccess() {
        notify(server === null ? `“${name}” was added` : `“${name}” was changed`)
        onDone()
      },
      onError: (failure: Error) => setRefused({ filled, error: failure }),
    }
    if (server === null) create.mutate({ name, transport }, answers)
    else update.mutate({ id: server.id, name, transport }, answers)
  }
  return {
    name,
    transport,
    saved,
    setName: (next) => setFilled({ ...filled, name: next }),
    setTransport: (next) => setFilled({ ...filled, transports: withTransport(transports, next) }),
    setKind: (next) => setFilled({ ...filled, kind: next }),
    errorOf: (path) => errorBy(isAt, path),
    errorOfList: (path) => errorBy(isJustAt, path),
    refusal: error && (faults.length === 0 ? error.message : faultElsewhere(faults, fieldsOf[kind])),
    isBusy: create.isPending || update.isPending,
    save,
  }
}
