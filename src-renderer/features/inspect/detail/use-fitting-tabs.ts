import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

// What a tab takes on average, counts included, in pixels at the usual zoom; the button for More beside the tabs.
const tabWidthPx = 75
const moreWidthPx = 60

/** How many tabs find room in a frame, as its width is now. */
export function useFittingTabs(total: number): { frame: RefObject<HTMLDivElement | null>; count: number } {
  const frame = useRef<HTMLDivElement>(null)
  const [count, setCount] = useState(total)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      const widthPx = entry?.contentRect.width ?? 0
      const fitsAll = widthPx >= total * tabWidthPx
      setCount(fitsAll ? total : Math.max(1, Math.floor((widthPx - moreWidthPx) / tabWidthPx)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [total])
  return { frame, count }
}
