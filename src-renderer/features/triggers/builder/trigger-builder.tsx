import { Inbox, ListFilter, ShieldCheck, Tag, Zap } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import type { TriggerTest } from '#shared/model/trigger-test.ts'
import type { TriggerForm } from './use-trigger-form.ts'
import { ActionsStep } from './actions-step.tsx'
import { FlowStep } from './flow-step.tsx'
import { IfStep } from './if-step.tsx'
import { LimitStep } from './limit-step.tsx'
import { WhenStep } from './when-step.tsx'

/** A trigger from top to bottom: when, if, then, but never more than. */
export const TriggerBuilder = ({
  form,
  test,
  children,
}: {
  form: TriggerForm
  /** What it would do with the event that it is tested with. */
  test: TriggerTest | undefined
  children?: ReactNode
}): ReactElement => (
  <>
    {form.refusal && <ErrorBox title="The trigger could not be saved" error={form.refusal} />}
    <ol className="tr-flow">
      <FlowStep icon={Tag} title="Called">
        <div className="tr-card tr-pair">
          <Field label="Name" error={form.errorOf('name')}>
            {(control) => (
              <Input
                {...control}
                value={form.draft.name}
                onChange={(event) => form.set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label="What it is for" error={form.errorOf('description')}>
            {(control) => (
              <Input
                {...control}
                value={form.draft.description}
                onChange={(event) => form.set({ description: event.target.value })}
              />
            )}
          </Field>
        </div>
      </FlowStep>
      <FlowStep icon={Inbox} title="When this arrives">
        <WhenStep form={form} />
      </FlowStep>
      <FlowStep icon={ListFilter} title="If">
        <IfStep form={form} test={test} />
      </FlowStep>
      <FlowStep icon={Zap} title="Then do these in order" about="one failing does not stop the next">
        <ActionsStep form={form} />
      </FlowStep>
      <FlowStep icon={ShieldCheck} title="But never more than">
        <LimitStep form={form} />
      </FlowStep>
    </ol>
    {children}
  </>
)
