import type { ReactElement } from 'react'
import type { ProviderName } from '#shared/model/provider.ts'
import { providerLabels } from '#shared/model/provider.ts'
import { classNames } from './class-names.ts'
import './provider-badge.css'

/** Two letters that tell a sender; dots for one that is not known. */
export function ProviderBadge({
  provider,
  big = false,
}: {
  provider: ProviderName | null
  big?: boolean
}): ReactElement {
  const title = provider === null ? 'Unknown sender' : providerLabels[provider].title
  return (
    <span className={classNames('pv', big && 'big')} data-provider={provider ?? 'unknown'} title={title}>
      <span aria-hidden="true">{provider === null ? '··' : providerLabels[provider].short}</span>
      <span className="sr">{title}</span>
    </span>
  )
}
