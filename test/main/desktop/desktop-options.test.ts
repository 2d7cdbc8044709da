import { expect, test } from 'vitest'
import { readDesktopOptions } from '#main/desktop/desktop-options.ts'

test('the desktop app knows the flags of the headless one', () => {
  const args = ['--home', '/tmp/creel-desktop', '--receiver-port', '5000', '--control-port', '5001']
  expect(readDesktopOptions(args, {})).toMatchObject({
    home: '/tmp/creel-desktop',
    receiverPort: 5000,
    controlPort: 5001,
  })
})

test('flags of Chromium are left to Chromium', () => {
  expect(readDesktopOptions(['--ozone-platform=wayland', '--receiver-port', '5000'], {})).toMatchObject({
    receiverPort: 5000,
  })
})

test('a port that is none is refused in words', () => {
  expect(() => readDesktopOptions(['--receiver-port', 'many'], {})).toThrow('A port is a whole number from 0 to 65535')
})
