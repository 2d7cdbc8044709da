import type { Log } from '#main/core/ports.ts'

const nothing = (): void => undefined

/** A log that keeps quiet. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
