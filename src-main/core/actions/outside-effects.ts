import type { Event } from '#shared/model/event.ts'
import type { RunProgram, ToolClient } from '#main/core/ports.ts'
import type { PrepareCall, WantedCall } from '#main/core/tools/prepare-call.ts'
import type { ActionOutcome, CommandToRun } from './effects.ts'
import { failedOutcome } from './effects.ts'

const keptBytes = 64_000

/** Runs a command and tells how it ended. */
export async function runCommand(
  { runProgram, signal }: { runProgram: RunProgram; signal: AbortSignal },
  { program, arguments: given, timeLimitSeconds, input }: CommandToRun,
): Promise<ActionOutcome> {
  const result = await runProgram(
    { path: program, arguments: given, input },
    { timeoutMs: timeLimitSeconds * 1000, keepBytes: keptBytes, signal },
  )
  if (result.kind === 'failed') return failedOutcome(`${program} could not be started: ${result.message}.`)
  const { exitCode, signal: ended, output, outputBytes, tookMs } = result
  const command = {
    exitCode,
    signal: ended,
    output: new TextDecoder().decode(output),
    isCut: outputBytes > keptBytes,
    tookMs: Math.round(tookMs),
  }
  if (exitCode === 0) return { state: 'done', result: { words: `${program} ended well.`, command } }
  const how = exitCode === null ? `was ended after ${timeLimitSeconds} s` : `ended with ${exitCode}`
  return { state: 'failed', result: { words: `${program} ${how}.`, command } }
}

type CallParts = { tools: ToolClient; prepareCall: PrepareCall; event: Event; signal: AbortSignal }

/** Calls a tool and tells what it answered. */
export async function callTool(
  { tools, prepareCall, event, signal }: CallParts,
  call: WantedCall,
): Promise<ActionOutcome> {
  const prepared = await prepareCall(call, event, signal)
  if (prepared.kind === 'refused') return failedOutcome(prepared.words)
  const { server, serverName, given } = prepared
  const named = `The tool ${call.tool} of “${serverName}”`
  const answer = await tools.call(
    server,
    { tool: call.tool, arguments: given },
    { timeoutMs: call.timeLimitSeconds * 1000, keepBytes: keptBytes, signal },
  )
  if (answer.kind === 'failed') return failedOutcome(`${named} could not be called: ${answer.message}`)
  const { value: tool } = answer
  if (!tool.isError) return { state: 'done', result: { words: `${named} was called.`, tool } }
  return { state: 'failed', result: { words: `${named} says that it failed.`, tool } }
}
