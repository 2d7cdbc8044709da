import { expect, test } from 'vitest'
import { whyNoWindow } from '#ci/find-electron.ts'

test.each([
  { name: 'on macOS', machine: { platform: 'darwin', env: {}, userId: 501 }, reason: null },
  { name: 'on Windows', machine: { platform: 'win32', env: {}, userId: null }, reason: null },
  { name: 'on a Linux desktop', machine: { platform: 'linux', env: { DISPLAY: ':0' }, userId: 1000 }, reason: null },
  { name: 'on Wayland', machine: { platform: 'linux', env: { WAYLAND_DISPLAY: 'w' }, userId: 1000 }, reason: null },
  {
    name: 'without a display',
    machine: { platform: 'linux', env: {}, userId: 1000 },
    reason: 'there is no display here.',
  },
  {
    name: 'as root',
    machine: { platform: 'linux', env: { DISPLAY: ':0' }, userId: 0 },
    reason: 'Electron does not open windows for root.',
  },
] as const)('$name the reason against a window is: $reason', ({ machine, reason }) => {
  expect(whyNoWindow(machine)).toBe(reason)
})
