/** Lets so many things go on at once; the others wait their turn. */
export type Slots = { use: <Result>(work: () => Promise<Result>) => Promise<Result> }

export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count

  const take = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free -= 1
    return undefined
  }
  const giveBack = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  return {
    async use(work) {
      await take()
      try {
        return await work()
      } finally {
        giveBack()
      }
    },
  }
}
