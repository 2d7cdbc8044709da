import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

// The unit of /proc/<pid>/stat on every Linux that Node runs on.
const clockTickUs = 10_000

/** CPU time that a process and its threads have used so far, in microseconds; null where there is no /proc. */
export function cpuUs(processId: number): number | null {
  const stat = readProc(`/proc/${processId}/stat`)
  if (stat === null) return null
  // The name of the program stands in brackets and may hold anything: what counts comes after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * clockTickUs
}

/** Resident memory of a process in bytes; null where there is no /proc. */
export function residentBytes(processId: number): number | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readProc(`/proc/${processId}/status`) ?? '') ?? []
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const lookEveryMs = 200
const quietUs = 10_000
/** A pause is no end: so many looks in a row must find nothing. */
const quietLooks = 3

/** Waits until a process does next to nothing, so that its leftover work burdens no other's slice. */
export async function untilQuiet(processId: number, atMostMs: number): Promise<void> {
  let before = cpuUs(processId) ?? 0
  let quiet = 0
  for (let waitedMs = 0; waitedMs < atMostMs && quiet < quietLooks; waitedMs += lookEveryMs) {
    await pause(lookEveryMs)
    const now = cpuUs(processId) ?? 0
    quiet = now - before <= quietUs ? quiet + 1 : 0
    before = now
  }
}
