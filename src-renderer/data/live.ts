import { create } from 'zustand'
import type { RequestRow } from '#shared/model/request.ts'
import { isRejected } from '#shared/model/request.ts'
import { createArrivalRate } from './arrival-rate.ts'
import { createBatches } from './batches.ts'
import type { FeedState } from './feed.ts'
import { countArrivals } from './queries/arrivals.ts'
import { fetchNewer, loadedRows, missingRows, outdateLists, prependRows, startOver } from './queries/request-list.ts'

const floodPerSecond = 20
const mostStreamedRows = 1000
const announceEveryMs = 5000

type Live = {
  feed: FeedState
  isPaused: boolean
  /** More arrive than a person can follow: the list stands still and the tape goes on. */
  isFlooding: boolean
  perMinute: number
  /** Rows that have come and are not in the list yet. */
  waiting: number
  /** What those are told who cannot see the list. */
  announcement: string
}

/** How live the list is: the UI's own state, no rows. */
export const useLive = create<Live>(() => ({
  feed: { kind: 'connecting' },
  isPaused: false,
  isFlooding: false,
  perMinute: 0,
  waiting: 0,
  announcement: '',
}))

/** False while Creel does not answer: what is shown of it may be old. */
export const useIsHeard = (): boolean => useLive(({ feed }) => feed.kind !== 'lost')

type ShownList = { q: string; isHeld: () => boolean }
let shown: ShownList | null = null
const rate = createArrivalRate()
const unspoken = { requests: 0, rejected: 0, lastAt: 0 }

/** Takes in a request that has just arrived. */
export const receive = createBatches<RequestRow>(async (rows) => {
  rate.add(Date.now(), rows.length)
  measure()
  countArrivals(rows)
  speak(rows)
  const list = shown
  outdateLists((q) => q !== list?.q)
  if (list) await offer(list, rows)
})

async function offer(list: ShownList, arrived: readonly RequestRow[]): Promise<void> {
  const rows = list.q === '' ? missingRows('', arrived).toReversed() : await newerOf(list.q)
  if (list !== shown) return outdateLists((q) => q === list.q)
  if (rows.length === 0) return
  const { isPaused, isFlooding, waiting } = useLive.getState()
  if (isPaused || isFlooding || list.isHeld()) {
    useLive.setState({ waiting: list.q === '' ? waiting + rows.length : rows.length })
    return
  }
  // Those that wait came before these: put on top, these would leave a gap.
  if (waiting > 0 || loadedRows(list.q).length > mostStreamedRows) return showWaiting()
  prependRows(list.q, rows)
}

// Only the server can say whether a row meets a filter: it may ask for words of the body.
const newerOf = (q: string): Promise<RequestRow[]> =>
  fetchNewer(q, loadedRows(q)[0]?.receivedAt ?? null).catch(() => [])

/** Brings the list that is shown up to date. */
export async function showWaiting(): Promise<void> {
  const list = shown
  useLive.setState({ waiting: 0 })
  if (list) await startOver(list.q).catch(() => undefined)
}

/** Stops or resumes the streaming of rows; what comes meanwhile is only counted. */
export function togglePause(): void {
  const isPaused = !useLive.getState().isPaused
  useLive.setState({ isPaused })
  if (!isPaused) void showWaiting()
}

/** Streams into the list of `q` from now on, unless `isHeld` says that someone is reading it. */
export function followList(q: string, isHeld: () => boolean): () => void {
  const list = { q, isHeld }
  shown = list
  useLive.setState({ waiting: 0 })
  const timer = setInterval(() => settle(list), 1000)
  return () => {
    clearInterval(timer)
    if (useLive.getState().waiting > 0) outdateLists((other) => other === q)
    if (shown === list) shown = null
  }
}

function settle(list: ShownList): void {
  measure()
  const { isPaused, isFlooding, waiting } = useLive.getState()
  if (waiting > 0 && !isPaused && !isFlooding && !list.isHeld()) void showWaiting()
}

function measure(): void {
  const nowMs = Date.now()
  const perMinute = rate.perMinute(nowMs)
  const isFlooding = rate.perSecond(nowMs) > floodPerSecond
  const known = useLive.getState()
  if (known.perMinute !== perMinute || known.isFlooding !== isFlooding) useLive.setState({ perMinute, isFlooding })
}

function speak(rows: readonly RequestRow[]): void {
  unspoken.requests += rows.length
  unspoken.rejected += rows.filter((row) => isRejected(row.state)).length
  const nowMs = Date.now()
  if (nowMs - unspoken.lastAt < announceEveryMs) return
  const { requests, rejected } = unspoken
  const announcement = `${requests} new ${requests === 1 ? 'request' : 'requests'}${rejected > 0 ? `, ${rejected} rejected` : ''}`
  useLive.setState({ announcement })
  Object.assign(unspoken, { requests: 0, rejected: 0, lastAt: nowMs })
}
