// What runs inside the page: each function is handed over as it is and knows nothing from outside.

export const listSelector = '#request-rows'
export const rowSelector = `${listSelector} [role="option"]`

/** Resolves with the milliseconds since navigation when the first row has been painted. */
export const firstRowMs = (selector: string): Promise<number> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector(selector)) requestAnimationFrame(() => resolve(performance.now()))
      else requestAnimationFrame(look)
    }
    look()
  })

/** Scrolls the list down by about three rows a frame and answers how long each frame took. */
export const scrollFramesMs = ({ selector, seconds }: { selector: string; seconds: number }): Promise<number[]> =>
  new Promise((resolve) => {
    const list = document.querySelector(selector)?.closest('[role="listbox"]')
    const framesMs: number[] = []
    const startedAt = performance.now()
    let before: number | null = null
    const step = (now: number): void => {
      if (before !== null) framesMs.push(now - before)
      before = now
      list?.scrollBy(0, 100)
      if (now - startedAt < seconds * 1000) requestAnimationFrame(step)
      else resolve(framesMs)
    }
    requestAnimationFrame(step)
  })

/** Resolves with the wall clock when a row with this text has been painted. */
export const paintedAtMs = ({ selector, text }: { selector: string; text: string }): Promise<number> =>
  new Promise((resolve) => {
    const look = (): void => {
      const isThere = [...document.querySelectorAll(selector)].some((row) => row.textContent?.includes(text))
      requestAnimationFrame(isThere ? () => resolve(Date.now()) : look)
    }
    look()
  })
