import { faultAt, faultsOf } from './form/form-faults.ts'

/** What the server says is wrong below a path such as `answer.status`; the whole message where it names no place. */
export function errorAt(error: Error | null, path: string): string | null {
  const faults = faultsOf(error)
  return faults.length === 0 ? (error?.message ?? null) : faultAt(faults, path)
}
