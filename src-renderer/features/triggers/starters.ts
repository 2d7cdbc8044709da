import type { TriggerSettings } from '#shared/model/trigger.ts'

/** A trigger to begin with; whoever takes it fills in the rest. */
export type Starter = { title: string; about: string; draft: Partial<TriggerSettings> }

/** What people begin with most often. */
export const starters: readonly Starter[] = [
  {
    title: 'A push becomes a task',
    about: 'GitHub pushes to main make a task, and change it with the next push.',
    draft: {
      name: 'Track pushes to main',
      events: ['github.push'],
      condition: { combinator: 'and', rules: [{ field: 'body.ref', operator: 'is', value: 'refs/heads/main' }] },
      actions: [
        {
          kind: 'upsert-task',
          title: 'Release {{body.head_commit.message}}',
          externalId: 'push-{{body.repository.full_name}}-{{body.ref}}',
          description: '',
          status: null,
          priority: null,
          assignee: '',
          category: '',
          labels: [],
        },
      ],
    },
  },
  {
    title: 'A finished task is told elsewhere',
    about: 'Sends each completed task to an address of yours.',
    draft: { name: 'Tell of finished tasks', events: ['task.completed'] },
  },
  {
    title: 'A failed payment rings here',
    about: 'Stripe invoices that could not be paid show a notice on this computer.',
    draft: {
      name: 'Notice failed payments',
      events: ['stripe.invoice.payment_failed'],
      actions: [{ kind: 'notify', title: 'A payment failed', text: '{{body.data.object.customer_email}}' }],
    },
  },
]
