import type { EventSample } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

/** Events as Webflow sends them. */
export const webflowEvents: readonly EventSample[] = [
  {
    eventType: 'form_submission',
    summary: 'A form is sent in',
    headers: () => jsonHeaders('Webflow'),
    body: (context) => ({
      triggerType: 'form_submission',
      payload: {
        id: context.hex(24),
        name: 'Contact',
        siteId: context.hex(24),
        data: { Name: 'Ada', Email: 'ada@example.com', Message: 'Do you ship to Bremen?' },
        submittedAt: context.now.toISOString(),
      },
    }),
    quickFields: [
      { label: 'Form', path: 'payload.name' },
      { label: 'Email', path: 'payload.data.Email' },
    ],
  },
  {
    eventType: 'collection_item_created',
    summary: 'An item is added to a collection',
    headers: () => jsonHeaders('Webflow'),
    body: (context) => ({
      triggerType: 'collection_item_created',
      payload: {
        id: context.hex(24),
        siteId: context.hex(24),
        collectionId: context.hex(24),
        isDraft: false,
        fieldData: { name: 'Rope, 20 m', slug: 'rope-20-m' },
        createdOn: context.now.toISOString(),
      },
    }),
    quickFields: [{ label: 'Name', path: 'payload.fieldData.name' }],
  },
]
