import { z } from 'zod'
import { EventTypeName, JsonValue } from '#shared/model/event.ts'
import { actionKind } from './action-kind.ts'

/** Publishes another event, exactly once. A text that is one place alone keeps the type of what fills it. */
export const emitAction = actionKind({
  title: 'Emit an event',
  schema: z.object({
    kind: z.literal('emit'),
    type: EventTypeName.refine((type) => !type.startsWith('system.'), 'is told by Creel itself: choose another one'),
    data: z
      .record(z.string(), JsonValue)
      .default({})
      .describe('Texts in it may have places, such as {{data.body.ref}}.'),
  }),
  describe: ({ type }) => `emit the event ${type}`,
})
