import { useEffect, useState } from 'react'

const restMs = 250

/** A value, once it has rested for a moment: what is asked of the server with it is not asked at each key. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(() => value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), restMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
