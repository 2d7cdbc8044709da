import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'

const entryId = (context: SampleContext) => String(context.number(100_000_000_000, 999_999_999_999))

/** Events as Meta sends them. */
export const metaEvents: readonly EventSample[] = [
  {
    eventType: 'whatsapp_business_account.messages',
    summary: 'A WhatsApp message arrives',
    headers: () => jsonHeaders('facebookexternalua'),
    body: (context) => ({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: entryId(context),
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '15005550001', phone_number_id: entryId(context) },
                contacts: [{ profile: { name: 'Ada' }, wa_id: '15005550006' }],
                messages: [
                  {
                    from: '15005550006',
                    id: `wamid.${context.id('', 40)}`,
                    timestamp: String(secondsOf(context)),
                    type: 'text',
                    text: { body: 'Is the shop open today?' },
                  },
                ],
              },
            },
          ],
        },
      ],
    }),
    quickFields: [
      { label: 'Text', path: 'entry.0.changes.0.value.messages.0.text.body' },
      { label: 'From', path: 'entry.0.changes.0.value.messages.0.from' },
    ],
  },
  {
    eventType: 'page.feed',
    summary: 'Something is posted on a page',
    headers: () => jsonHeaders('facebookexternalua'),
    body: (context) => ({
      object: 'page',
      entry: [
        {
          id: entryId(context),
          time: secondsOf(context),
          changes: [
            {
              field: 'feed',
              value: {
                item: 'post',
                verb: 'add',
                message: 'Hello, harbour',
                from: { id: entryId(context), name: 'Ada' },
              },
            },
          ],
        },
      ],
    }),
    quickFields: [{ label: 'Text', path: 'entry.0.changes.0.value.message' }],
  },
]
