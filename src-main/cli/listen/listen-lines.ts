import { printableLine } from '#main/server/printable.ts'
import type { ListenEvent, RequestEvent } from './listen-events.ts'

type Tellers = { [Kind in ListenEvent['kind']]: (event: Extract<ListenEvent, { kind: Kind }>) => string }

const tellers: Tellers = {
  ready: ({ target, source, url, controlUrl }) =>
    `Creel sends the requests of “${source.name}” on to ${target}\n\n` +
    `  Local    ${url}\n` +
    `  Inspect  ${controlUrl} (let a browser in with: creel open)\n\n` +
    'Ctrl+C ends it.\n',
  tunnel: ({ state, publicUrl, problem }) => tunnelLines[state]({ publicUrl, problem }),
  'address-changed': ({ from, to }) =>
    `The public address has changed. Senders that know the old one no longer get through.\n  Old  ${from}\n  New  ${to}`,
  'catching-up': ({ requests, isAppAway }) =>
    `${requests} ${requests === 1 ? 'request' : 'requests'} came while nobody listened; sending ${requests === 1 ? 'it' : 'them'} on now` +
    `${isAppAway ? ', as soon as the app is there' : ''}.`,
  request: requestLine,
  'not-shown': () => 'More came than could be shown; all of it is kept. See: creel requests list',
  ended: ({ problems }) =>
    ['Ended. What was set up has been undone.', ...problems].slice(problems.length > 0 ? 1 : 0).join('\n'),
}

type TunnelFacts = { publicUrl: string | null; problem: string | null }

const tunnelLines: Record<Extract<ListenEvent, { kind: 'tunnel' }>['state'], (facts: TunnelFacts) => string> = {
  connecting: ({ problem }) => (problem === null ? '  Public   opening a tunnel …' : `  Public   not yet: ${problem}`),
  public: ({ publicUrl }) => `  Public   ${publicUrl ?? '–'}`,
  unreachable: ({ problem }) => `  Public   no longer: ${problem ?? 'the tunnel is down'}`,
  closed: () => '  Public   no: the tunnel was stopped',
}

const widths = { method: 7, path: 28, status: 4, ms: 9, verification: 10 }

function requestLine(event: RequestEvent): string {
  const { receivedAt, method, path, status, ms, verification } = event
  const columns = [
    clock(receivedAt),
    method.padEnd(widths.method),
    printableLine(path === '' ? '/' : path).padEnd(widths.path),
    String(status ?? '–').padEnd(widths.status),
    (ms === null ? '–' : `${ms} ms`).padStart(widths.ms),
    verification.padEnd(widths.verification),
    notesOf(event).map(printableLine).join(', '),
  ]
  return columns.join('  ').trimEnd()
}

function notesOf({ event, outcome, status, answeredStatus, isReplay, problem }: RequestEvent): string[] {
  const differs = outcome === 'answered' && !isReplay && answeredStatus !== null && answeredStatus !== status
  return [
    event,
    isReplay ? 'sent again' : null,
    differs ? `the sender got ${answeredStatus}` : null,
    outcome === 'waiting' ? 'waits for the app' : null,
    outcome === 'refused' ? `refused: ${problem ?? 'no reason kept'}` : null,
    outcome === 'undelivered' ? `not delivered: ${problem ?? 'cancelled'}` : null,
  ].filter((note) => note !== null)
}

function clock(time: string): string {
  const date = new Date(time)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** An event as a person reads it; what came from a stranger cannot move the cursor. */
export const tellListening = (event: ListenEvent): string =>
  (tellers[event.kind] as (event: ListenEvent) => string)(event)
