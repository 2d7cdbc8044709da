import { z } from 'zod'

/** A moment on the wire: ISO 8601 in UTC with milliseconds, `2026-11-17T14:31:02.418Z`. */
export const Timestamp = z.iso.datetime()
