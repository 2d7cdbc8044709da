/** Where a request can be replayed to, as the person has used it before. */
export type ReplayMemory = { recent: string[]; allowed: string[]; saved: string[] }

const recentKept = 8

/** True for addresses of this computer: what is sent there leaves it not. */
export function isLoopbackTarget(url: string): boolean {
  const host = hostOf(url)
  return host !== null && /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host)
}

/** The words for what is wrong with a target, or null. */
export function targetMistake(url: string): string | null {
  if (url.trim() === '') return 'A replay needs a target, such as http://localhost:3000/webhooks.'
  const protocol = URL.parse(url)?.protocol
  if (protocol === 'http:' || protocol === 'https:') return null
  return 'A target is an http or https address, such as http://localhost:3000/webhooks.'
}

/** True where sending must be asked for: once for each origin that is not this computer. */
export const mustAsk = (url: string, memory: ReplayMemory): boolean =>
  !isLoopbackTarget(url) && !memory.allowed.includes(originOf(url))

/** The memory after a replay to this target. */
export function rememberTarget(memory: ReplayMemory, url: string): ReplayMemory {
  const recent = [url, ...memory.recent.filter((known) => known !== url)].slice(0, recentKept)
  return { ...memory, recent, allowed: mustAsk(url, memory) ? [...memory.allowed, originOf(url)] : memory.allowed }
}

/** The memory with a target saved, or no longer. */
export const toggleSavedTarget = (memory: ReplayMemory, url: string): ReplayMemory => ({
  ...memory,
  saved: memory.saved.includes(url) ? memory.saved.filter((known) => known !== url) : [...memory.saved, url],
})

/** The target that is offered first: the source's own, else the last one. */
export const offeredTarget = (sourceTarget: string | null, memory: ReplayMemory): string =>
  sourceTarget ?? memory.recent[0] ?? ''

const hostOf = (url: string): string | null => URL.parse(url)?.hostname ?? null
const originOf = (url: string): string => URL.parse(url)?.origin ?? url
