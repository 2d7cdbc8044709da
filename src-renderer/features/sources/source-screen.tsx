import type { ReactElement } from 'react'
import { useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { useRestoreSource, useSource } from '#renderer/data/queries/sources.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatCount, formatSize } from '#renderer/parts/format-bytes.ts'
import { Moment } from '#renderer/parts/moment.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Source } from '#shared/model/source.ts'
import { printTerm } from '#shared/query/request-query.ts'
import { AddressSection } from './address-section.tsx'
import { AnswerSection } from './answer-section.tsx'
import { DeleteSection } from './delete-section.tsx'
import { ForwardingSection } from './forwarding-section.tsx'
import { DriftSection } from './drift-section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { ScriptSection } from './script-section.tsx'
import { VerificationSection } from './verification-section.tsx'
import './sources.css'

/** Everything about one source. Each change applies at once and can be taken back for 10 seconds. */
export function SourceScreen({ id }: { id: string | null }): ReactElement {
  const current = useCurrentSource()
  const source = useSource(id ?? current?.id ?? null)
  if (source.error) {
    const again = <Button onClick={() => void source.refetch()}>Try again</Button>
    return <ErrorBox title="The source could not be shown" error={source.error} action={again} />
  }
  if (!source.data) return <SourceSkeleton />
  if (source.data.deletedAt !== null) return <DeletedSource source={source.data} />
  return (
    <div className="scroll">
      {/* A new key drops what was typed for another source. */}
      <article className="source" key={source.data.id} aria-label={`Source ${source.data.name}`}>
        <SourceHeader source={source.data} />
        <AddressSection source={source.data} />
        <VerificationSection source={source.data} />
        <AnswerSection source={source.data} />
        <ScriptSection source={source.data} />
        <ForwardingSection source={source.data} />
        <DriftSection source={source.data} />
        <LimitsSection source={source.data} />
        <DeleteSection source={source.data} />
      </article>
    </div>
  )
}

function SourceHeader({ source }: { source: Source }): ReactElement {
  const q = printTerm({ kind: 'field', field: 'source', comparison: '=', value: source.name, negated: false })
  return (
    <header className="source-head">
      <ProviderBadge provider={source.provider} big />
      <div className="grow">
        <h1 className="ell">{source.name}</h1>
        <p className="source-facts">
          {formatCount(source.requestCount)} {source.requestCount === 1 ? 'request' : 'requests'} kept,{' '}
          {formatSize(source.bytes)}
          {source.lastRequestAt !== null && (
            <>
              {' · last '}
              <Moment at={source.lastRequestAt} />
            </>
          )}
        </p>
      </div>
      <Button onClick={() => go({ screen: 'inspect', id: null, tab: null, q })}>Show its requests</Button>
    </header>
  )
}

function DeletedSource({ source }: { source: Source }): ReactElement {
  const restore = useRestoreSource()
  return (
    <EmptyState
      action={
        <Button
          look="primary"
          disabled={restore.isPending}
          onClick={() => restore.mutate(source.id, { onError: notifyError })}
        >
          Restore {source.name}
        </Button>
      }
    >
      {source.name} was deleted. Its address answers 410; its requests stay until they age out.
    </EmptyState>
  )
}

const SourceSkeleton = (): ReactElement => (
  <section className="source" aria-busy="true" aria-label="Reading the source">
    {['34%', '60%', '48%', '72%', '52%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </section>
)
