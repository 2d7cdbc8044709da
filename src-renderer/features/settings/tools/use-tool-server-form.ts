import { useState } from 'react'
import { useChangeToolServer } from '#renderer/data/queries/tool-servers.ts'
import { notify } from '#renderer/parts/toast.tsx'
import { issueWords } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ToolServer, ToolTransport } from '#shared/model/tool-server.ts'
import { ToolServerSettings } from '#shared/model/tool-server.ts'

/** A tool server that is being filled in. */
export type ToolServerForm = {
  name: string
  transport: ToolTransport
  setName: (name: string) => void
  setKind: (kind: ToolTransport['kind']) => void
  setTransport: (transport: ToolTransport) => void
  /** What is wrong at a path such as `transport.url`. */
  errorOf: (path: string) => string | null
  /** What a refusal says that belongs to no field. */
  refusal: string | null
  isBusy: boolean
  save: () => void
}

const empty: { [Kind in ToolTransport['kind']]: Extract<ToolTransport, { kind: Kind }> } = {
  command: { kind: 'command', program: '', arguments: [], folder: null, environment: [] },
  http: { kind: 'http', url: '', headers: [] },
}

const isAt = (found: string, path: string): boolean => found === path || found.startsWith(`${path}.`)

export function useToolServerForm(server: ToolServer | null, onDone: () => void): ToolServerForm {
  const { name: firstName, transport: firstTransport } = server ?? { name: '', transport: empty.command }
  const [name, setName] = useState(firstName)
  const [transport, setTransport] = useState<ToolTransport>(firstTransport)
  const [isTried, setTried] = useState(false)
  const create = useChangeToolServer('toolServers.create')
  const update = useChangeToolServer('toolServers.update')
  const issues = ToolServerSettings.safeParse({ name, transport }, { reportInput: true }).error?.issues ?? []
  const error = create.error ?? update.error
  const refusals = error instanceof AppError ? (error.errors ?? []) : []
  const save = (): void => {
    setTried(true)
    if (issues.length > 0) return
    const onSuccess = (): void => {
      notify(server === null ? `“${name}” was added` : `“${name}” was changed`)
      onDone()
    }
    if (server === null) create.mutate({ name, transport }, { onSuccess })
    else update.mutate({ id: server.id, name, transport }, { onSuccess })
  }
  return {
    name,
    transport,
    setName,
    setTransport,
    setKind: (kind) => setTransport(firstTransport.kind === kind ? firstTransport : empty[kind]),
    errorOf(path) {
      const refused = refusals.find((one) => isAt(one.path, path))
      if (refused) return `This ${refused.message}.`
      const issue = isTried ? issues.find((one) => isAt(one.path.join('.'), path)) : undefined
      return issue ? issueWords(issue) : null
    },
    refusal: error !== null && refusals.length === 0 ? error.message : null,
    isBusy: create.isPending || update.isPending,
    save,
  }
}
