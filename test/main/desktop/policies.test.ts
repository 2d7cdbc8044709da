import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { onClose, quitQuestion } from '#main/desktop/closing.ts'
import { autostartEntry, autostartFile, opensAtLogin, setOpensAtLogin } from '#main/desktop/login-item.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

describe('closing the window', () => {
  test.each([
    [
      'hides it in the tray and says so the first time',
      { isQuitting: false, hasTray: true, wasTold: false },
      'hide-and-tell',
    ],
    ['hides it without a word from then on', { isQuitting: false, hasTray: true, wasTold: true }, 'hide'],
    ['ends the app where no tray could bring it back', { isQuitting: false, hasTray: false, wasTold: true }, 'close'],
    ['is part of quitting', { isQuitting: true, hasTray: true, wasTold: false }, 'close'],
  ] as const)('%s', (_what, state, closing) => {
    expect(onClose(state)).toBe(closing)
  })
})

describe('quitting', () => {
  test('asks nothing while nothing is owed', () => {
    expect(quitQuestion(0)).toBeNull()
  })

  test.each([
    [1, '1 delivery is still to be sent'],
    [12, '12 deliveries are still to be sent'],
  ])('with %i owed says so, and offers to stay', (owed, message) => {
    expect(quitQuestion(owed)).toMatchObject({ message, buttons: ['Quit', 'Keep running'] })
  })
})

describe('opening at login on Linux', () => {
  const command = { program: '/opt/Creel App/creel', args: ['--home', '/home/x/100% "mine" $HOME\\'] }

  test('is a file where the desktop looks for it', () => {
    using home = temporaryFolder()
    expect(autostartFile({}, '/home/x')).toBe('/home/x/.config/autostart/creel.desktop')
    const file = autostartFile({ XDG_CONFIG_HOME: join(home.path, 'config') }, '/home/x')
    expect(opensAtLogin(file)).toBe(false)
    setOpensAtLogin(file, command, true)
    expect(opensAtLogin(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe(autostartEntry(command))
    setOpensAtLogin(file, command, false)
    setOpensAtLogin(file, command, false)
    expect(opensAtLogin(file)).toBe(false)
  })

  test('quotes what would be read otherwise', () => {
    expect(autostartEntry(command)).toContain(
      String.raw`Exec="/opt/Creel App/creel" "--home" "/home/x/100%% \\"mine\\" \\$HOME\\\\"`,
    )
  })
})
