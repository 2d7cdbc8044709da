import type { Trace, TraceNode } from '#shared/model/trace.ts'
import { gap } from './table.ts'

/** All that followed from an event, a step a line, each indented below its cause. */
export const tellTrace = ({ root, isCut }: Trace): string[] => [
  ...tellNode(root),
  ...(isCut ? ['More followed than is shown here: ask for the trace of a later event.'] : []),
]

const tellNode = ({ kind, id, title, detail, state, children }: TraceNode): string[] => [
  [kind, title, state, id].filter((part) => part !== null).join(gap),
  ...(detail === null ? [] : [`    ${detail}`]),
  ...children.flatMap(tellNode).map((line) => `  ${line}`),
]
