import { useState } from 'react'

/** A value, or the last one while the next is on its way: what was there stays in sight. */
export function useKept<Value>(value: Value | undefined): { shown: Value | undefined; isOld: boolean } {
  const [kept, setKept] = useState(value)
  if (value !== undefined && value !== kept) setKept(value)
  return { shown: value ?? kept, isOld: value === undefined }
}
