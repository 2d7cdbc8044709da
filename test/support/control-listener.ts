import { createControlListener } from '#main/control/control-listener.ts'
import type { ControlOptions } from '#main/control/control-listener.ts'
import type { Handlers } from '#main/core/handlers/handlers.ts'
import { stolenToken } from './control-attacks.ts'
import { keptLog, standInApp } from './stand-in-app.ts'

/** The local token of a listener under test: the attacks know it too. */
export const localToken = stolenToken

type Call = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

/** A control listener on a free port, over an app without a core. */
export async function startControl(
  options: Partial<ControlOptions> & { answers?: Partial<Handlers>; isReady?: () => boolean } = {},
) {
  const { answers = {}, isReady = () => true, ...others } = options
  const standIn = standInApp(answers)
  const log = keptLog()
  const listener = await createControlListener(
    { ...standIn.app, isReady },
    {
      token: localToken,
      rendererFolder: '/nowhere',
      version: '0.0.0',
      log,
      ...others,
    },
  )
  const { url, port } = await listener.listen(0)
  const call = (path: string, { headers, ...rest }: Call = {}): Promise<Response> =>
    fetch(new URL(path, url), { ...rest, headers: { authorization: `Bearer ${localToken}`, ...headers } })
  return { ...standIn, listener, log, url, port, call, [Symbol.asyncDispose]: () => listener.stop() }
}
