import { useEffect } from 'react'
import type { Notice } from '#shared/model/notice.ts'

const told = new EventTarget()

/** Takes a notice that a trigger asked for. */
export const showNotice = (notice: Notice): void =>
  void told.dispatchEvent(new CustomEvent('notice', { detail: notice }))

/** Shows notices while the calling component is shown. */
export function useNotices(show: (notice: Notice) => void): void {
  useEffect(() => {
    const listener = (event: Event): void => show((event as CustomEvent<Notice>).detail)
    told.addEventListener('notice', listener)
    return () => told.removeEventListener('notice', listener)
  }, [show])
}
