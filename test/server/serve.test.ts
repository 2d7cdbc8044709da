import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRunning } from '#main/connect/find-running.ts'
import type { Welcome } from '#main/server/welcome.ts'
import { runCreel, spawnCreel } from '#test/support/run-creel.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const anyPorts = ['--receiver-port', '0', '--control-port', '0']

describe('serving', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('tells its addresses, and ends cleanly on %s', async (signal) => {
    using home = temporaryFolder()
    using creel = spawnCreel(['serve', '--json', ...anyPorts], { CREEL_HOME: home.path })
    const welcome = JSON.parse(await creel.firstLine()) as Welcome
    expect((await fetch(welcome.sourceUrl, { method: 'POST', body: '{}' })).status).toBe(200)
    expect((await fetch(`${welcome.controlUrl}/healthz`)).status).toBe(200)
    creel.child.kill(signal)
    expect(await creel.ended).toMatchObject({ exitCode: 0, complaint: '' })
    expect(await findRunning(home.path)).toEqual({ kind: 'none' })
  })

  test('tells people where to look and what to try', async () => {
    using home = temporaryFolder()
    using creel = spawnCreel(['serve', ...anyPorts], { CREEL_HOME: home.path })
    await creel.firstLine()
    creel.child.kill('SIGTERM')
    const { output } = await creel.ended
    expect(output).toMatch(/Open {6}http:\/\/127\.0\.0\.1:\d+\/#\/enter\/\S+\n/)
    expect(output).toMatch(/Catch at {2}http:\/\/127\.0\.0\.1:\d+\/in\/\S+\n/)
    expect(output).toMatch(/Try {7}curl -X POST http/)
  })

  test('flags can be given by the environment', async () => {
    using home = temporaryFolder()
    const environment = { CREEL_HOME: home.path, CREEL_RECEIVER_PORT: '0', CREEL_CONTROL_PORT: '0' }
    using creel = spawnCreel(['serve', '--json'], { ...environment, CREEL_TOKEN: 'a-token-of-our-own' })
    const { controlUrl } = JSON.parse(await creel.firstLine()) as Welcome
    const headers = { authorization: 'Bearer a-token-of-our-own' }
    expect((await fetch(`${controlUrl}/api/v1/status`, { headers })).status).toBe(200)
  })
})

describe('what keeps it from starting is told in words:', () => {
  test('a port that is taken, with the name of who has it', async () => {
    using home = temporaryFolder()
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const holderName = process.platform === 'win32' ? 'another program' : `(process ${process.pid})`
    for (const flags of [
      ['--control-port', '0', '--receiver-port'],
      ['--receiver-port', '0', '--control-port'],
    ]) {
      const { exitCode, complaint, output } = await runCreel(['serve', ...flags, String(port)], {
        CREEL_HOME: home.path,
      })
      expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' })
      expect(complaint).toContain(`Port ${port} is taken by `)
      expect(complaint).toContain(holderName)
      expect(complaint).toContain('choose another port with --receiver-port or --control-port')
    }
    holder.close()
  })

  test('a Creel that runs already', async () => {
    using home = temporaryFolder()
    using creel = spawnCreel(['serve', ...anyPorts], { CREEL_HOME: home.path })
    await creel.firstLine()
    const { exitCode, complaint } = await runCreel(['serve', '--json', ...anyPorts], { CREEL_HOME: home.path })
    expect(exitCode).toBe(1)
    const problem = JSON.parse(complaint) as { code: string; detail: string }
    expect(problem.code).toBe('already-running')
    expect(problem.detail).toContain(`process ${creel.child.pid}`)
  })

  test('a data folder that is a file', async () => {
    using home = temporaryFolder()
    const file = join(home.path, 'file')
    writeFileSync(file, '')
    const { exitCode, complaint } = await runCreel(['serve', '--home', file, ...anyPorts])
    expect(exitCode).toBe(1)
    expect(complaint).toContain(`Creel cannot use the data folder ${file}: a file has that name.`)
    expect(complaint).toContain('Choose another with --home or CREEL_HOME.')
  })

  test.runIf(process.platform === 'linux')('a data folder where none can be made', async () => {
    const { exitCode, complaint } = await runCreel(['serve', ...anyPorts], { CREEL_HOME: '/proc/nope/creel' })
    expect(exitCode).toBe(1)
    expect(complaint).toContain('Creel cannot use the data folder /proc/nope/creel: no folder can be made there.')
  })

  test('a database that is none', async () => {
    using home = temporaryFolder()
    writeFileSync(join(home.path, 'creel.db'), 'This is no database. '.repeat(100))
    const { exitCode, complaint } = await runCreel(['serve', '--json', ...anyPorts], { CREEL_HOME: home.path })
    expect(exitCode).toBe(1)
    expect(JSON.parse(complaint)).toMatchObject({ code: 'database-unreadable' })
  })
})

describe('in the background', () => {
  test('it is started, found and ended', async () => {
    using home = temporaryFolder()
    const environment = { CREEL_HOME: home.path }
    const started = await runCreel(['start', '--json', ...anyPorts], environment)
    expect(started).toMatchObject({ exitCode: 0, complaint: '' })
    const found = await findRunning(home.path)
    const stopped = await runCreel(['stop'], environment)
    const { controlUrl } = JSON.parse(started.output) as Welcome
    expect(found).toMatchObject({ kind: 'running', file: { url: controlUrl } })
    expect(stopped.exitCode).toBe(0)
    expect(await findRunning(home.path)).toEqual({ kind: 'none' })
  })

  test('what keeps it from starting is told by whoever asked', async () => {
    using home = temporaryFolder()
    writeFileSync(join(home.path, 'creel.db'), 'This is no database. '.repeat(100))
    const { exitCode, complaint } = await runCreel(['start', '--json', ...anyPorts], { CREEL_HOME: home.path })
    expect(exitCode).toBe(1)
    expect(JSON.parse(complaint)).toMatchObject({ code: 'database-unreadable' })
  })
})
