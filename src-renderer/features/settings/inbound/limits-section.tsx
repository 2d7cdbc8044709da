import { useId } from 'react'
import type { ReactElement } from 'react'
import { useTaskProjects } from '#renderer/data/queries/tasks.ts'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { Field, Select } from '#renderer/parts/field.tsx'
import { CheckBox } from '#renderer/parts/form/check-box.tsx'
import { readAs, toLines, toNumber } from '#renderer/parts/reading.ts'
import { Switch } from '#renderer/parts/switch.tsx'
import type { Inbound } from '#shared/model/inbound.ts'
import { InboundSettings } from '#shared/model/inbound.ts'
import { useInboundSetting } from './use-inbound-setting.ts'

type SectionProps = { inbound: Inbound }

const readIps = readAs(
  InboundSettings.shape.allowedIps,
  'Each line is an IP address or a range such as 10.0.0.0/8.',
  toLines,
)
const readRate = readAs(InboundSettings.shape.ratePerSecond, 'The limit is a whole number from 1 to 1,000.', toNumber)

/** What callers may do, who may call, and whom Creel does not tell of it. */
export const LimitsSection = ({ inbound }: SectionProps): ReactElement => (
  <>
    <section>
      <h2>What callers may do</h2>
      <FlagRow inbound={inbound} name="mayCreate" title="Make tasks">
        Else a call for a task that is not known gets 403.
      </FlagRow>
      <FlagRow inbound={inbound} name="mayUpdate" title="Change tasks">
        Known by their external id, or by Creel’s own. Else such a call gets 403.
      </FlagRow>
      <FlagRow inbound={inbound} name="mayAddCategories" title="Add categories">
        Else a category that no task has gets 422.
      </FlagRow>
      <ProjectRow inbound={inbound} />
    </section>
    <section>
      <h2>Who may call</h2>
      <AddressRows inbound={inbound} />
    </section>
    <QuietSection inbound={inbound} />
  </>
)

/** What becomes of a change is told at its control, and not as a message besides. */
const toldHere = (): void => {}

type Flag = 'mayCreate' | 'mayUpdate' | 'mayAddCategories' | 'trustForwardedFor'

function FlagRow({
  inbound,
  name,
  title,
  children,
}: SectionProps & { name: Flag; title: string; children: string }): ReactElement {
  const flag = useInboundSetting(inbound, name)
  const id = useId()
  return (
    <div className="srow in-flag">
      <Switch checked={flag.value} onChange={(value) => flag.save(value, toldHere)} aria-describedby={id}>
        {title}
      </Switch>
      <p id={id}>{children}</p>
      <ErrorLine error={flag.error} />
    </div>
  )
}

const ErrorLine = ({ error }: { error: Error | null }): ReactElement | null =>
  error && (
    <p className="hint bad" role="alert">
      {error.message}
    </p>
  )

const ownList = ''

function ProjectRow({ inbound }: SectionProps): ReactElement {
  const project = useInboundSetting(inbound, 'projectId')
  const projects = useTaskProjects()
  const error = project.error ?? projects.error
  const known = (projects.data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }))
  const chosen = project.value ?? ownList
  const isListed = chosen === ownList || known.some(({ value }) => value === chosen)
  const options = [
    { value: ownList, label: 'Creel’s own list' },
    ...known,
    ...(isListed ? [] : [{ value: chosen, label: projects.data ? 'A project that is gone' : 'The one that is set' }]),
  ]
  return (
    <div className="srow">
      <Field label="New tasks go to" error={error?.message}>
        {(control) => (
          <Select
            {...control}
            options={options}
            value={chosen}
            onChange={(value) => project.save(value === ownList ? null : value, toldHere)}
          />
        )}
      </Field>
    </div>
  )
}

function AddressRows({ inbound }: SectionProps): ReactElement {
  const ips = useInboundSetting(inbound, 'allowedIps')
  const rate = useInboundSetting(inbound, 'ratePerSecond')
  return (
    <>
      <div className="srow">
        <DraftField
          mono
          lines={2}
          label="Allowed addresses"
          hint="One on a line, an address or a range. Empty: everyone who can sign."
          placeholder="203.0.113.0/24"
          text={ips.value.join('\n')}
          read={readIps}
          onSave={ips.save}
          error={errorAt(ips.error, 'allowedIps')}
        />
      </div>
      <FlagRow inbound={inbound} name="trustForwardedFor" title="Take the address from X-Forwarded-For">
        The last one, which the tunnel writes. Switch it off where callers reach the receiver without a proxy.
      </FlagRow>
      <div className="srow">
        <DraftField
          isNumber
          label="Calls a second"
          hint="More get 429."
          text={String(rate.value)}
          read={readRate}
          onSave={rate.save}
          error={errorAt(rate.error, 'ratePerSecond')}
        />
      </div>
    </>
  )
}

function QuietSection({ inbound }: SectionProps): ReactElement {
  const quiet = useInboundSetting(inbound, 'quietWebhookIds')
  const webhooks = useWebhooks({})
  const items = webhooks.data?.items
  const choose = (id: string, isChosen: boolean): void =>
    quiet.save(isChosen ? [...quiet.value, id] : quiet.value.filter((one) => one !== id), toldHere)
  return (
    <section>
      <h2>Webhooks that lead back to the caller</h2>
      <p className="in-about">What a call told is not sent to these, so that two systems do not answer each other.</p>
      <ErrorLine error={quiet.error ?? webhooks.error} />
      {items?.length === 0 && <p className="none">There is no webhook yet.</p>}
      {items?.map(({ id, name }) => (
        <CheckBox key={id} checked={quiet.value.includes(id)} onChange={(isChosen) => choose(id, isChosen)}>
          {name}
        </CheckBox>
      ))}
    </section>
  )
}
