import type { Clock, Log } from '#main/core/ports.ts'

/** What the disk does not take is offered to it again so long after. */
const againMs = 1_000

export const stopped = Symbol('stopped')

/** Does what the disk may refuse until it is done, or Creel stops. */
export async function persist<Result>(
  { clock, log }: { clock: Clock; log: Log },
  stopping: AbortSignal,
  step: () => Promise<Result>,
): Promise<Result | typeof stopped> {
  for (;;) {
    try {
      return await step()
    } catch (error) {
      log.error('delivery.not-recorded', { error: String(error) })
    }
    if (stopping.aborted) return stopped
    await new Promise<void>((resolve) => clock.after(againMs, resolve))
  }
}
