import type { ReactElement } from 'react'
import type { Webhook } from '#shared/model/webhook.ts'
import { CheckSection } from './check-section.tsx'
import { SendTestSection } from './send-test-section.tsx'

/** Whether the target can be reached, and what it makes of a test event. */
export const TestTab = ({ webhook }: { webhook: Webhook }): ReactElement => (
  <div className="wh-page test-tab">
    <SendTestSection webhook={webhook} />
    <CheckSection webhook={webhook} />
  </div>
)
