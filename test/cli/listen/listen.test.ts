import { describe, expect, onTestFinished, test } from 'vitest'
import type { ListenEvent } from '#main/cli/listen/listen-events.ts'
import { findRunning } from '#main/connect/find-running.ts'
import type { LocalApp } from '#test/support/local-app.ts'
import { localApp } from '#test/support/local-app.ts'
import { runCreel, spawnCreel } from '#test/support/run-creel.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'

const waitOptions = { timeout: 30_000, interval: 50 }
const testMs = 90_000

async function runApp(options: Parameters<typeof localApp>[0] = {}): Promise<LocalApp> {
  const app = await localApp(options)
  onTestFinished(app.stop)
  return app
}

/** `creel listen … --json` as a process of its own, and what it has told so far. */
function startListening(home: string, args: (string | number)[]) {
  const creel = spawnCreel(['listen', ...args.map(String), '--json'], { CREEL_HOME: home })
  onTestFinished(() => creel[Symbol.dispose]())
  let output = ''
  creel.child.stdout.on('data', (text: string) => (output += text))
  const events = (): ListenEvent[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as ListenEvent)
  type Of<Kind> = Extract<ListenEvent, { kind: Kind }>
  const all = <Kind extends ListenEvent['kind']>(kind: Kind): Of<Kind>[] =>
    events().filter((event): event is Of<Kind> => event.kind === kind)
  const first = async <Kind extends ListenEvent['kind']>(kind: Kind): Promise<Of<Kind>> => {
    await expect.poll(() => all(kind).length, waitOptions).toBeGreaterThan(0)
    return all(kind)[0] as Of<Kind>
  }
  const stop = async () => {
    creel.child.kill('SIGINT')
    return creel.ended
  }
  return { events, all, first, stop, ended: creel.ended }
}

const forwardingOf = async (service: RunningService, id: string) =>
  (await service.call('sources.get', { id })).forwarding

/** Waits until requests of a source go to the app. */
const untilSentOn = (service: RunningService, id: string) =>
  expect.poll(async () => (await forwardingOf(service, id)).mode, waitOptions).not.toBe('off')

const post = (url: string, body: string) => fetch(url, { method: 'POST', body })

describe('creel listen', () => {
  test(
    'gives the sender the app’s answer through a public address, tells it, and undoes all of it',
    async () => {
      const relay = await startTunnelRelay()
      onTestFinished(relay.stop)
      await using service = await runService({ tunnelHost: relay.url })
      const app = await runApp({ answer: { status: 418, headers: {}, body: Buffer.from('a teapot') } })
      const listening = startListening(service.home, [app.port])
      const { source } = await listening.first('ready')
      await expect.poll(() => listening.all('tunnel').at(-1)?.state, waitOptions).toBe('public')
      await untilSentOn(service, source.id)
      const publicUrl = listening.all('tunnel').at(-1)?.publicUrl ?? ''
      const answer = await post(`${publicUrl}/orders`, 'x')
      expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 418, body: 'a teapot' })
      const told = await listening.first('request')
      expect(told).toMatchObject({ method: 'POST', path: '/orders', status: 418, outcome: 'answered', isReplay: false })
      expect(told.ms).toBeTypeOf('number')

      expect(await listening.stop()).toMatchObject({ exitCode: 0, complaint: '' })
      expect(listening.events().at(-1)).toEqual({ kind: 'ended', problems: [] })
      expect(await forwardingOf(service, source.id)).toMatchObject({ mode: 'off', targets: [] })
      expect((await service.call('tunnels.list', {})).items).toEqual([])
    },
    testMs,
  )

  test(
    'catches up, in order, with what came while nobody listened, once the app is there',
    async () => {
      await using service = await runService()
      const app = await runApp()
      const flags = [app.port, '--no-tunnel']
      const before = startListening(service.home, flags)
      const { source, url } = await before.first('ready')
      await untilSentOn(service, source.id)
      await before.stop()
      for (const body of ['1', 'deleted', '2', '3']) await post(url, body)
      await app.stop()

      const after = startListening(service.home, flags)
      expect(await after.first('catching-up')).toMatchObject({ requests: 4, isAppAway: true })
      const [, , gone] = (await service.call('requests.list', {})).items
      await service.call('requests.delete', { id: gone?.id ?? '' })
      const again = await runApp({ port: app.port })
      await expect.poll(() => again.requests.map(({ body }) => body), waitOptions).toEqual(['1', '2', '3'])
      await untilSentOn(service, source.id)
      await post(url, '4')
      await expect
        .poll(() => after.all('request').map(({ isReplay }) => isReplay), waitOptions)
        .toEqual([true, true, true, false])
      expect(again.requests.map(({ body }) => body)).toEqual(['1', '2', '3', '4'])
      expect(await after.stop()).toMatchObject({ exitCode: 0, complaint: '' })
    },
    testMs,
  )

  test(
    'tells what waits for an app that is away, and again when it has come through',
    async () => {
      await using service = await runService()
      const app = await runApp()
      await app.stop()
      const listening = startListening(service.home, [app.port, '--no-tunnel'])
      const { source, url } = await listening.first('ready')
      await untilSentOn(service, source.id)
      expect((await post(url, 'early')).status).toBe(200)
      expect(await listening.first('request')).toMatchObject({ outcome: 'waiting', ms: null })
      await runApp({ port: app.port })
      await expect
        .poll(() => listening.all('request').map(({ outcome }) => outcome), waitOptions)
        .toEqual(['waiting', 'answered'])
      await listening.stop()
    },
    testMs,
  )

  test(
    'leaves a named source as it was, and answers at once where that is asked for',
    async () => {
      await using service = await runService()
      const app = await runApp({ answer: { status: 500, headers: {}, body: Buffer.from('broken') } })
      const { id, url, name } = await service.firstSource()
      const target = 'http://127.0.0.1:1'
      await service.call('sources.update', { id, forwarding: { mode: 'forward', targets: [target], limitMs: 2000 } })
      const listening = startListening(service.home, [app.port, '--no-tunnel', '--source', name, '--forward'])
      await expect.poll(async () => (await forwardingOf(service, id)).targets, waitOptions).toEqual([app.url])
      expect((await post(url, 'x')).status).toBe(200)
      expect(await listening.first('request')).toMatchObject({ status: 500, answeredStatus: 200 })
      await listening.stop()
      expect(await forwardingOf(service, id)).toEqual({ mode: 'forward', targets: [target], limitMs: 2000 })
    },
    testMs,
  )

  test(
    'refuses a name that two sources have, with their ids, and takes one of those',
    async () => {
      await using service = await runService()
      const app = await runApp()
      const twins = [1, 2].map(() => service.call('sources.create', { name: 'twin' }))
      const [one, other] = await Promise.all(twins)
      const refused = await runCreel(['listen', app.port, '--no-tunnel', '--source', 'twin'].map(String), {
        CREEL_HOME: service.home,
      })
      expect(refused.exitCode).toBe(1)
      expect(refused.complaint).toContain('2 sources are called “twin”. Say which one by its id: --source <id>')
      expect(refused.complaint).toContain(one?.id)
      expect(refused.complaint).toContain(other?.id)
      const listening = startListening(service.home, [app.port, '--no-tunnel', '--source', other?.id ?? ''])
      expect((await listening.first('ready')).source.id).toBe(other?.id)
      await listening.stop()
    },
    testMs,
  )

  test(
    'ends in words when somebody else takes its source',
    async () => {
      await using service = await runService()
      const app = await runApp()
      const listening = startListening(service.home, [app.port, '--no-tunnel'])
      const { source } = await listening.first('ready')
      await untilSentOn(service, source.id)
      const others = { mode: 'forward' as const, targets: ['http://127.0.0.1:1'], limitMs: 1000 }
      await service.call('sources.update', { id: source.id, forwarding: others })
      const { exitCode, complaint } = await listening.ended
      expect(exitCode).toBe(1)
      expect(complaint).toContain('no longer come here')
      expect(await forwardingOf(service, source.id)).toEqual(others)
    },
    testMs,
  )

  test(
    'starts Creel where none runs, and ends what it has started, while its tunnel is still being opened too',
    async () => {
      using home = temporaryFolder()
      const relay = await startTunnelRelay()
      onTestFinished(relay.stop)
      relay.refuse = { status: 404 }
      const app = await runApp()
      const flags = ['--receiver-port', 0, '--control-port', 0, '--tunnel-host', relay.url]
      const listening = startListening(home.path, [app.port, ...flags])
      expect(await listening.first('tunnel')).toMatchObject({ state: 'connecting' })
      const running = await findRunning(home.path)
      expect(running.kind).toBe('running')
      expect(await listening.stop()).toMatchObject({ exitCode: 0, complaint: '' })
      expect(await findRunning(home.path)).toEqual({ kind: 'none' })
      await expect.poll(() => relay.openSockets(), waitOptions).toBe(0)
    },
    testMs,
  )

  test(
    'refuses in words what is no app, and Creel itself',
    async () => {
      await using service = await runService()
      const environment = { CREEL_HOME: service.home }
      const none = await runCreel(['listen', 'ftp://app.test'], environment)
      expect(none.exitCode).toBe(2)
      expect(none.complaint).toContain('Name the app by its port or its address')
      const itself = await runCreel(['listen', new URL(service.receiverUrl).port, '--no-tunnel'], environment)
      expect(itself.exitCode).toBe(1)
      expect(itself.complaint).toContain('Requests cannot be sent on to Creel itself')
    },
    testMs,
  )
})
