/** Resolves when this process is told to stop. Once only: a second Ctrl+C ends it at once, as the system does it. */
export function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
  return promise
}
