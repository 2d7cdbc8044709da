import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const deployment = (type: string) => (context: SampleContext) => ({
  id: context.id('', 24),
  type,
  createdAt: context.now.getTime(),
  region: 'fra1',
  payload: {
    name: 'harbour',
    target: 'production',
    plan: 'pro',
    team: { id: context.id('team_', 24) },
    user: { id: context.id('', 24) },
    project: { id: context.id('prj_', 24) },
    deployment: {
      id: context.id('dpl_', 24),
      name: 'harbour',
      url: `harbour-${context.hex(9)}.vercel.app`,
      meta: { githubCommitRef: 'main', githubCommitSha: context.hex() },
    },
  },
})

const quickFields = [
  { label: 'Project', path: 'payload.name' },
  { label: 'Target', path: 'payload.target' },
]

/** Events as Vercel sends them: https://vercel.com/docs/webhooks/webhooks-api */
export const vercelEvents: readonly EventSample[] = [
  {
    eventType: 'deployment.succeeded',
    summary: 'A deployment succeeds',
    headers: () => jsonHeaders('vercel-webhooks'),
    body: deployment('deployment.succeeded'),
    quickFields,
  },
  {
    eventType: 'deployment.error',
    summary: 'A deployment fails',
    headers: () => jsonHeaders('vercel-webhooks'),
    body: deployment('deployment.error'),
    quickFields,
  },
]
