import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inRepository } from '#ci/repository.ts'
import type { DesktopFacts } from '#main/desktop/desktop-facts.ts'
import type { TrayEntry } from '#main/desktop/tray-menu.ts'
import { reachWords, trayMenu } from '#main/desktop/tray-menu.ts'
import type { TrayState } from '#main/desktop/tray-state.ts'
import { trayImage, trayStateOf } from '#main/desktop/tray-state.ts'
import { aRow, aSource, aStatus, aTunnel, someFacts, tunnelStates } from '#test/support/desktop-facts.ts'

const receiver = aStatus().receiver
const paused = aStatus({ receiver: { ...receiver, pause: { until: null } } })
const change = { from: 'https://a.test', to: 'https://b.test', usedFrom: '', changedAt: '' }

describe('the icon', () => {
  test.each<[string, Partial<DesktopFacts>, TrayState]>([
    ['at rest', {}, 'listening'],
    ['with something unseen', { unseen: 1 }, 'new'],
    ['while receiving is paused', { status: paused, unseen: 1 }, 'paused'],
    ['with no port to listen on', { status: aStatus({ receiver: { ...receiver, error: 'taken' } }) }, 'attention'],
    ['while a tunnel is opened', { status: aStatus({ tunnel: aTunnel(tunnelStates.opening) }) }, 'listening'],
    ['with a tunnel that does not open', { status: aStatus({ tunnel: aTunnel(tunnelStates.failing) }) }, 'attention'],
    ['with a tunnel that is down', { status: aStatus({ tunnel: aTunnel(tunnelStates.down) }) }, 'attention'],
    ['with another public address', { status: aStatus({ addressChange: change }) }, 'attention'],
  ])('%s says so', (_when, changes, state) => {
    expect(trayStateOf(someFacts(changes))).toBe(state)
  })

  test.each(['darwin', 'win32', 'linux'] as const)('has an image for each state and panel on %s', (platform) => {
    const states = ['listening', 'new', 'paused', 'attention'] as const
    for (const state of states) {
      for (const isDark of [true, false]) {
        const file = trayImage(state, { platform, isDark })
        expect({ file, exists: existsSync(inRepository('resources/tray', file)) }).toEqual({ file, exists: true })
        const sharp = file.replace('.png', '@2x.png')
        expect({ sharp, exists: existsSync(inRepository('resources/tray', sharp)) }).toEqual({ sharp, exists: true })
      }
    }
  })

  test('on macOS is a template, which the system tints', () => {
    expect(trayImage('new', { platform: 'darwin', isDark: true })).toBe('newTemplate.png')
  })
})

const labels = (entries: readonly TrayEntry[]): string[] =>
  entries.map((entry) => (entry.kind === 'line' ? '–' : entry.label))

const entryOf = (facts: DesktopFacts, label: RegExp): TrayEntry | undefined =>
  trayMenu(facts, false).find((entry) => entry.kind !== 'line' && label.test(entry.label))

describe('the menu', () => {
  test('has everything, in the order of the design', () => {
    const [first, second] = [aSource('first-hook'), aSource('stripe')]
    const facts = someFacts({
      status: aStatus({ tunnel: aTunnel(tunnelStates.public) }),
      sources: [first, second],
      lastRequests: [aRow(second, { eventType: 'invoice.paid' }), aRow(first, { path: '' })],
      deliveries: { owed: 3, retrying: 3, deadLetters: 12 },
    })
    expect(labels(trayMenu(facts, true)).map((label) => label.replace(/\d\d:\d\d:\d\d/, 'TIME'))).toEqual([
      'Public, 38 ms',
      'Copy URL',
      '–',
      'invoice.paid, TIME',
      'POST /, TIME',
      '3 retrying, 12 dead letters',
      '–',
      'Pause receiving',
      'Stop tunnel',
      'Send test request',
      '–',
      'Open Creel',
      'Settings',
      'Open at login',
      'Quit Creel',
    ])
  })

  test('copies the public address while there is one', () => {
    const source = aSource('first-hook', { publicUrl: 'https://a.test/in/x' })
    expect(entryOf(someFacts({ sources: [source] }), /^Copy URL: first-hook$/)).toMatchObject({
      action: { kind: 'copy', text: 'https://a.test/in/x' },
    })
  })

  test('shows five requests at most', () => {
    const source = aSource('first-hook')
    const lastRequests = Array.from({ length: 9 }, () => aRow(source))
    const shown = trayMenu(someFacts({ lastRequests }), null).filter(
      (entry) => entry.kind === 'item' && entry.action.kind === 'open' && entry.action.route.includes('req_'),
    )
    expect(shown).toHaveLength(5)
  })

  test('keeps a stranger’s words short and without shortcuts', () => {
    const row = aRow(aSource('first-hook'), { eventType: `a&b\n${'x'.repeat(100)}` })
    const [label = ''] = labels(trayMenu(someFacts({ lastRequests: [row] }), null)).filter((one) => one.startsWith('a'))
    expect(label).toMatch(/^a&&b x+…, \d\d:\d\d:\d\d$/)
    expect(label.length).toBeLessThan(60)
  })

  test('offers to resume while receiving is paused, and to pause otherwise', () => {
    expect(entryOf(someFacts({ status: paused }), /Resume receiving/)).toBeDefined()
    expect(entryOf(someFacts(), /Pause receiving/)).toMatchObject({ kind: 'menu', entries: { length: 3 } })
  })

  test('leaves out what a system cannot do, and is whole before anything is known', () => {
    expect(labels(trayMenu(null, null))).toEqual(['Starting', '–', 'Open Creel', 'Settings', 'Quit Creel'])
  })

  test.each([
    ['Local', null],
    ['Opening a tunnel', aTunnel(tunnelStates.opening)],
    ['The tunnel does not open', aTunnel(tunnelStates.failing)],
    ['Public, 38 ms', aTunnel(tunnelStates.public)],
    ['Tunnel down', aTunnel(tunnelStates.down)],
  ])('says first who can reach it: %s', (words, tunnel) => {
    expect(reachWords(aStatus({ tunnel }))).toBe(words)
  })
})
