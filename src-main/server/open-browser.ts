import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** True where a browser window could be seen. */
export const hasDisplay = (environment: NodeJS.ProcessEnv): boolean =>
  process.platform in openers || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)

/** Asks the system to open an address in the browser. Where that fails nothing happens: the address is printed too. */
export function openBrowser(url: string): void {
  const [program, ...first] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...first, url], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}
