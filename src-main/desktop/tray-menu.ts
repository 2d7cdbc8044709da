import type { Source } from '#shared/model/source.ts'
import type { Status } from '#shared/model/status.ts'
import type { DesktopFacts } from './desktop-facts.ts'
import { countedAtMost, shownRequests } from './desktop-facts.ts'

/** What an entry of the tray's menu does. */
export type TrayAction =
  | { kind: 'copy'; text: string }
  | { kind: 'open'; route: string }
  | { kind: 'pause'; minutes: number | null }
  | { kind: 'resume' }
  | { kind: 'start-tunnel' }
  | { kind: 'stop-tunnel'; id: string }
  | { kind: 'send-test'; sourceId: string }
  | { kind: 'open-at-login'; isOn: boolean }
  | { kind: 'quit' }

export type TrayEntry =
  | { kind: 'line' }
  | { kind: 'text'; label: string }
  | { kind: 'item'; label: string; action: TrayAction; isChecked?: boolean }
  | { kind: 'menu'; label: string; entries: TrayEntry[] }

/** Whether the app opens at login; null where this system cannot be asked. */
export type LoginChoice = boolean | null

/** The tray's menu, identical on every system and always whole: on some a click on the icon does nothing else. */
export function trayMenu(facts: DesktopFacts | null, opensAtLogin: LoginChoice): TrayEntry[] {
  const ends: TrayEntry[] = [
    item('Open Creel', { kind: 'open', route: '' }),
    item('Settings', { kind: 'open', route: '#/settings' }),
    ...loginEntry(opensAtLogin),
    item('Quit Creel', { kind: 'quit' }),
  ]
  if (facts === null) return [{ kind: 'text', label: 'Starting' }, line, ...ends]
  return [
    { kind: 'text', label: reachWords(facts.status) },
    ...copyEntries(facts.sources),
    line,
    ...requestEntries(facts),
    ...deliveryEntries(facts),
    line,
    pauseEntry(facts.status),
    tunnelEntry(facts.status),
    ...testEntry(facts.sources),
    line,
    ...ends,
  ]
}

const line: TrayEntry = { kind: 'line' }
const item = (label: string, action: TrayAction): TrayEntry => ({ kind: 'item', label, action })

/** Who can reach the receiver, in a few words. */
export function reachWords({ receiver, tunnel }: Pick<Status, 'receiver' | 'tunnel'>): string {
  if (receiver.error !== null) return 'Not receiving'
  if (receiver.pause !== null) return 'Receiving is paused'
  if (tunnel === null) return 'Local'
  const { state } = tunnel
  switch (state.kind) {
    case 'connecting':
      return state.problem === null ? 'Opening a tunnel' : 'The tunnel does not open'
    case 'public':
      return `Public, ${Math.round(state.latencyMs)} ms`
    case 'unreachable':
      return 'Tunnel down'
  }
}

const addressOf = ({ publicUrl, url }: Source): string => publicUrl ?? url

function copyEntries(sources: readonly Source[]): TrayEntry[] {
  const entries = sources.map((source) => item(named(source.name), { kind: 'copy', text: addressOf(source) }))
  const [only] = sources
  if (only === undefined) return []
  if (sources.length > 1) return [{ kind: 'menu', label: 'Copy URL', entries }]
  return [item(`Copy URL: ${named(only.name)}`, { kind: 'copy', text: addressOf(only) })]
}

function requestEntries({ lastRequests }: DesktopFacts): TrayEntry[] {
  if (lastRequests.length === 0) return [{ kind: 'text', label: 'No requests yet' }]
  return lastRequests.slice(0, shownRequests).map(({ id, eventType, method, path, receivedAt }) => {
    const what = named(eventType ?? `${method} ${path === '' ? '/' : path}`)
    return item(`${what}, ${clockOf(receivedAt)}`, { kind: 'open', route: `#/inspect/${id}` })
  })
}

function deliveryEntries({ deliveries: { retrying, deadLetters } }: DesktopFacts): TrayEntry[] {
  const parts = [
    ...(retrying > 0 ? [`${counted(retrying)} retrying`] : []),
    ...(deadLetters > 0 ? [`${counted(deadLetters)} dead ${deadLetters === 1 ? 'letter' : 'letters'}`] : []),
  ]
  return parts.length === 0 ? [] : [item(parts.join(', '), { kind: 'open', route: '#/inspect' })]
}

const counted = (count: number): string => (count >= countedAtMost ? `${countedAtMost}+` : String(count))

const pauseEntry = ({ receiver }: Status): TrayEntry =>
  receiver.pause === null
    ? {
        kind: 'menu',
        label: 'Pause receiving',
        entries: [
          item('For 15 minutes', { kind: 'pause', minutes: 15 }),
          item('For an hour', { kind: 'pause', minutes: 60 }),
          item('Until resumed', { kind: 'pause', minutes: null }),
        ],
      }
    : item('Resume receiving', { kind: 'resume' })

const tunnelEntry = ({ tunnel }: Status): TrayEntry =>
  tunnel === null
    ? item('Start tunnel', { kind: 'start-tunnel' })
    : item('Stop tunnel', { kind: 'stop-tunnel', id: tunnel.id })

const testEntry = ([first]: readonly Source[]): TrayEntry[] =>
  first === undefined ? [] : [item('Send test request', { kind: 'send-test', sourceId: first.id })]

const loginEntry = (isOn: LoginChoice): TrayEntry[] =>
  isOn === null
    ? []
    : [{ kind: 'item', label: 'Open at login', isChecked: isOn, action: { kind: 'open-at-login', isOn: !isOn } }]

const mostLetters = 40

/** A stranger's words in a menu: short, and `&` is no shortcut. */
const named = (text: string): string =>
  (text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text).replaceAll(/\s/g, ' ').replaceAll('&', '&&')

const clockOf = (time: string): string => {
  const date = new Date(time)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}
