import { homedir } from 'node:os'
import { app } from 'electron'
import { autostartFile, opensAtLogin, setOpensAtLogin } from './login-item.ts'

/** Whether and how the app opens at login, as this system has it. */
export function createLogin(args: readonly string[]): { isOn: () => boolean; set: (isOn: boolean) => void } {
  if (process.platform !== 'linux') {
    return {
      isOn: () => app.getLoginItemSettings().openAtLogin,
      set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
    }
  }
  const file = autostartFile(process.env, homedir())
  const own = app.isPackaged ? [] : [app.getAppPath()]
  return {
    isOn: () => opensAtLogin(file),
    set: (isOn) => setOpensAtLogin(file, { program: process.execPath, args: [...own, ...args] }, isOn),
  }
}
