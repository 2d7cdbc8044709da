import { InvalidArgumentError } from 'commander'

/** The address of an app, from what a person writes: `3000`, `:3000`, `localhost:3000/hooks` or a whole URL. */
export function readTarget(text: string): string {
  const whole = /^:?\d+$/.test(text) ? `http://127.0.0.1:${text.replace(':', '')}` : withProtocol(text)
  if (!URL.canParse(whole) || !/^https?:\/\//.test(whole)) throw notAnApp
  const { port, hostname } = new URL(whole)
  if (hostname === '' || port === '0') throw notAnApp
  return whole.replace(/\/+$/, '')
}

const withProtocol = (text: string): string => (/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)

const notAnApp = new InvalidArgumentError(
  'Name the app by its port or its address, such as 3000 or http://localhost:3000/hooks.',
)

/** What the source of an app is called where nobody names one: the same app gets the same address next time. */
export function sourceNameOf(target: string): string {
  const { hostname, host, port } = new URL(target)
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return `listen-${isHere && port !== '' ? port : host}`.slice(0, 80)
}
