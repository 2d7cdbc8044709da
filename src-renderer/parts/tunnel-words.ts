import type { Tunnel } from '#shared/model/tunnel.ts'

/** A tunnel in words: one for the address bar, a few for the status bar, a sentence for who wants to know more. */
export type TunnelWords = { tone: 'ok' | 'busy' | 'bad' | 'idle'; reach: string; status: string; detail: string }

/** `isHeard` is false while Creel does not answer: what it said last may no longer be so. */
export function tunnelWords(tunnel: Tunnel | null, isHeard = true): TunnelWords {
  if (!isHeard) {
    const detail = 'Creel does not answer, so nobody knows who can reach it'
    return { tone: 'idle', reach: 'Not known', status: 'Reach not known', detail }
  }
  if (tunnel === null) {
    return { tone: 'idle', reach: 'Local', status: 'Local, no tunnel', detail: 'Reachable from this computer only' }
  }
  const { state } = tunnel
  switch (state.kind) {
    case 'connecting':
      return { tone: 'busy', reach: 'Opening', status: 'Opening a tunnel', detail: state.problem ?? tunnel.notice }
    case 'public':
      return {
        tone: 'ok',
        reach: 'Public',
        status: `Public at ${new URL(state.url).host}, ${Math.round(state.latencyMs)} ms`,
        detail: `Proven from outside at ${state.provenAt}. ${tunnel.notice}`,
      }
    case 'unreachable':
      return { tone: 'bad', reach: 'Not reachable', status: 'Tunnel down', detail: state.problem }
  }
}
