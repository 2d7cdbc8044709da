import type { ReactElement } from 'react'
import { useInbound } from '#renderer/data/queries/inbound.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Inbound } from '#shared/model/inbound.ts'
import { AddressSection } from './address-section.tsx'
import { CallsSection } from './calls-section.tsx'
import { HelpSection } from './help-section.tsx'
import { InboundSwitch } from './inbound-switch.tsx'
import { LimitsSection } from './limits-section.tsx'
import { MappingSection } from './mapping/mapping-section.tsx'
import { NewInboundSecret } from './secret.tsx'
import { SampleSection } from './sample-section.tsx'
import './inbound.css'

/** How outside services make and change tasks: the address, what they may, how their JSON is read, what they sent. */
export function InboundSettings(): ReactElement {
  const { data: inbound, error, refetch } = useInbound()
  return (
    <div className="setp wide inbound">
      <header>
        <div>
          <h1>Inbound tasks</h1>
          <p>Outside services make and change tasks of this workspace with signed calls.</p>
        </div>
        {inbound && <InboundSwitch inbound={inbound} />}
      </header>
      {error ? (
        <ErrorBox
          title="The settings of inbound tasks could not be read"
          error={error}
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        />
      ) : inbound ? (
        <Sections inbound={inbound} />
      ) : (
        <section className="in-skeleton" aria-busy="true" aria-label="Reading the settings of inbound tasks">
          <Skeleton width="70%" />
          <Skeleton width="55%" />
          <Skeleton width="62%" />
        </section>
      )}
    </div>
  )
}

const Sections = ({ inbound }: { inbound: Inbound }): ReactElement => (
  <>
    <NewInboundSecret />
    <AddressSection inbound={inbound} />
    <MappingSection inbound={inbound} />
    <SampleSection inbound={inbound} />
    <CallsSection inbound={inbound} />
    <LimitsSection inbound={inbound} />
    <HelpSection />
  </>
)
