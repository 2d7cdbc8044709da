import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { SharedFiles } from '#main/core/ports.ts'
import { sharedFiles } from '#main/host/shared-files.ts'

const aPauseMs = 80

/** A known-bad twin: it takes no lock, and writes whatever has come between. */
export const careless: SharedFiles = {
  ...sharedFiles,
  async change(file, body) {
    const { text, value } = await body(readFileSync(file, 'utf8'))
    await pause(aPauseMs)
    if (text !== null) writeFileSync(file, text)
    return value
  },
}
