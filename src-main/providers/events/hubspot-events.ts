import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const event = (type: string, more: { [field: string]: JsonValue }) => (context: SampleContext) => [
  {
    eventId: context.number(1_000_000, 4_000_000_000),
    subscriptionId: context.number(100_000, 999_999),
    portalId: 24_018_615,
    appId: 1_160_452,
    occurredAt: context.now.getTime(),
    subscriptionType: type,
    attemptNumber: 0,
    objectId: context.number(1000, 99_999),
    ...more,
  },
]

/** Events as HubSpot sends them, in a list. */
export const hubspotEvents: readonly EventSample[] = [
  {
    eventType: 'contact.creation',
    summary: 'A contact is made',
    headers: () => jsonHeaders('HubSpot Connect 2.0 (http://dev.hubspot.com/)'),
    body: event('contact.creation', { changeFlag: 'CREATED', changeSource: 'CRM_UI' }),
    quickFields: [{ label: 'Contact', path: '0.objectId' }],
  },
  {
    eventType: 'deal.propertyChange',
    summary: 'A deal moves on',
    headers: () => jsonHeaders('HubSpot Connect 2.0 (http://dev.hubspot.com/)'),
    body: event('deal.propertyChange', { propertyName: 'dealstage', propertyValue: 'closedwon' }),
    quickFields: [
      { label: 'Property', path: '0.propertyName' },
      { label: 'Value', path: '0.propertyValue' },
    ],
  },
]
