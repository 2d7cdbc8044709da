import type { RunProgram } from '#main/core/ports.ts'
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
