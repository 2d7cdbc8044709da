import type { Tunnel } from '#shared/model/tunnel.ts'

/** A tunnel in words: one for the address bar, a few for the status bar, a sentence for who wants to know more. */
export type TunnelWords = { tone: 'ok' | 'busy' | 'bad' | 'idle'; reach: string; status: string; detail: string }

export function tunnelWords(tunnel: Tunnel | null): TunnelWords {
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
