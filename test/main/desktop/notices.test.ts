import { expect, test } from 'vitest'
import type { Notice } from '#main/desktop/notices.ts'
import { createNotices } from '#main/desktop/notices.ts'
import type { TunnelState } from '#shared/model/tunnel.ts'
import { aRow, aSource, aStatus, aTunnel, someFacts, tunnelStates } from '#test/support/desktop-facts.ts'
import { falseClock } from '#test/support/false-clock.ts'

function watch() {
  const clock = falseClock()
  const shown: Notice[] = []
  const notices = createNotices({ clock, show: (notice) => shown.push(notice) })
  const tunnelIs = (state: TunnelState | null): void =>
    notices.changed(someFacts({ status: aStatus({ tunnel: state && aTunnel(state) }) }))
  const titles = (): string[] => shown.map(({ title }) => title)
  return { clock, shown, titles, tunnelIs, ...notices }
}

test('the first request of a source is told once, without what was in it', () => {
  const { arrived, shown } = watch()
  const source = aSource('first-hook')
  const facts = someFacts({ sources: [source] })
  arrived(aRow(source), facts)
  arrived(aRow(source), facts)
  expect(shown).toEqual([
    { title: 'First request on first-hook', body: 'It was answered with 200.', route: expect.stringContaining('req_') },
  ])
  expect(JSON.stringify(shown)).not.toMatch(/4242|what was in it/)
})

test('a source that has had requests is not new', () => {
  const { arrived, shown } = watch()
  const source = aSource('first-hook', { lastRequestAt: '2026-11-22T10:00:00.000Z' })
  arrived(aRow(source), someFacts({ sources: [source] }))
  expect(shown).toEqual([])
})

test('a tunnel is told to be down when it has been so for 30 s, once', () => {
  const { tunnelIs, clock, titles, shown } = watch()
  tunnelIs(tunnelStates.public)
  tunnelIs(tunnelStates.down)
  clock.advance(29_000)
  tunnelIs(tunnelStates.failing)
  expect(titles()).toEqual([])
  clock.advance(1_000)
  expect(titles()).toEqual(['The tunnel is down'])
  expect(shown[0]?.body).toContain('Nothing listens there.')
  tunnelIs(tunnelStates.down)
  clock.advance(300_000)
  expect(titles()).toHaveLength(1)
})

test.each<[string, TunnelState | null]>([
  ['comes back', tunnelStates.public],
  ['is stopped', null],
])('a tunnel that %s in time is not told', (_how, state) => {
  const { tunnelIs, clock, titles } = watch()
  tunnelIs(tunnelStates.public)
  tunnelIs(tunnelStates.down)
  clock.advance(20_000)
  tunnelIs(state)
  clock.advance(60_000)
  expect(titles()).toEqual([])
})

test('a tunnel that never was up is not told: whoever opens it looks at it', () => {
  const { tunnelIs, clock, titles } = watch()
  tunnelIs(tunnelStates.failing)
  clock.advance(60_000)
  expect(titles()).toEqual([])
})

test('a tunnel that comes and goes is told once a minute at most', () => {
  const { tunnelIs, clock, titles } = watch()
  for (let round = 0; round < 4; round += 1) {
    tunnelIs(tunnelStates.public)
    tunnelIs(tunnelStates.down)
    clock.advance(31_000)
  }
  expect(titles()).toHaveLength(2)
})

test('another public address is told once, until there is yet another', () => {
  const { changed, clock, titles } = watch()
  const status = (to: string) => aStatus({ addressChange: { from: 'https://a.test', to, usedFrom: '', changedAt: '' } })
  changed(someFacts({ status: status('https://b.test') }))
  changed(someFacts({ status: status('https://b.test') }))
  clock.advance(120_000)
  changed(someFacts({ status: status('https://c.test') }))
  expect(titles()).toEqual(['The public address has changed', 'The public address has changed'])
})

test('after its end nothing is told any more', () => {
  const { tunnelIs, stop, clock, titles } = watch()
  tunnelIs(tunnelStates.public)
  tunnelIs(tunnelStates.down)
  stop()
  clock.advance(60_000)
  expect(titles()).toEqual([])
})

test('a notice that a trigger asks for is shown as it says, and leads to the trigger’s runs', () => {
  const { asked, shown } = watch()
  const ids = { triggerId: 'trg_01K9XQ7M4TZ3V8Q5R2W6Y0B1CG', runId: 'run_01K9XQ7M4TZ3V8Q5R2W6Y0B1CH' }
  asked({ title: 'Pushed', text: 'Ship it', ...ids })
  expect(shown).toEqual([{ title: 'Pushed', body: 'Ship it', route: `#/triggers/${ids.triggerId}/runs` }])
})
