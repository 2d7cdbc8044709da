import type { ReactElement } from 'react'
import { putKeyAway, useShownKey } from '#renderer/data/shown-key.ts'
import { ShownOnce } from '#renderer/parts/shown-once.tsx'

/** A key that was just made. */
export function ShownKey(): ReactElement | null {
  const made = useShownKey((shown) => shown.made)
  if (made === null) return null
  return (
    <ShownOnce
      label="New key"
      noun="Key"
      words={`Copy the key “${made.name}” now.`}
      text={made.token}
      prefix="creel_"
      onDone={putKeyAway}
    />
  )
}
