/** Does something a moment after it is asked for, once for all that ask meanwhile. */
export function gathered(work: () => void, afterMs = 500): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const run = (): void => {
    timer = null
    work()
  }
  return () => {
    timer ??= setTimeout(run, afterMs)
  }
}
