import type { Perform } from './perform-action.ts'

/** The server and the tool are never filled in: an event may say with what a tool is called, and not which. */
export const performCallTool: Perform<'call-tool'> = ({ kind: _, ...call }, { allowsCommands }, effects) =>
  effects.callTool({ ...call, allowsCommands })
