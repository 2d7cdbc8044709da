import { expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Role } from '#shared/model/api-key.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const path = '/api/integrations/webhooks'
const delivery = 'del_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
const config = {
  name: 'Partner',
  targetUrl: 'https://partner.example.com/hooks',
  events: { taskCreated: true },
}
const settings = {
  name: 'Partner',
  url: 'https://partner.example.com/hooks',
  events: ['task.created'],
  preset: 'group' as const,
}

/** The six admin routes of the group's document, and what an admin is answered. */
const routesOf = (id: string): [string, string, unknown, number][] => [
  ['GET', path, undefined, 200],
  ['POST', path, config, 201],
  ['PUT', `${path}/${id}`, config, 200],
  ['GET', `${path}/${id}/deliveries`, undefined, 200],
  ['POST', `${path}/${id}/replay/${delivery}`, {}, 404],
  ['DELETE', `${path}/${id}`, undefined, 204],
]

async function statusesOf(creel: RunningService, role: Role): Promise<Record<string, number>> {
  const { id } = await creel.call('webhooks.create', { ...settings, name: `Of ${role}` })
  const { token } = await creel.call('apiKeys.create', { name: role, role })
  const statuses: Record<string, number> = {}
  for (const [method, below, body] of routesOf(id)) {
    const headers = { authorization: `Bearer ${token}` }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const { status } = await creel.fetch(below, init)
    statuses[`${method} ${below.replace(id, '{id}')}`] = status
  }
  return statuses
}

test('editor and viewer get 403 on all six routes of the group, admin and owner do not', async () => {
  await using creel = await runService()
  const expected = Object.fromEntries(
    routesOf('{id}').map(([method, below, , status]) => [`${method} ${below}`, status]),
  )
  const refused = Object.fromEntries(Object.keys(expected).map((route) => [route, 403]))
  expect(await statusesOf(creel, 'viewer')).toEqual(refused)
  expect(await statusesOf(creel, 'editor')).toEqual(refused)
  const before = (await creel.call('webhooks.list', {})).items.length
  expect(await statusesOf(creel, 'admin')).toEqual(expected)
  expect((await creel.call('webhooks.list', {})).items).toHaveLength(before + 1)
  await creel.call('webhooks.delete', { id: (await creel.call('webhooks.list', { q: 'Partner' })).items[0]?.id ?? '' })
  expect(await statusesOf(creel, 'owner')).toEqual(expected)
})

test('an object made on one surface reads the same on the other two', async () => {
  await using creel = await runService()
  const { token } = await creel.call('apiKeys.create', { name: 'Integrations', role: 'admin' })
  const ask = async (method: string, below: string, body?: unknown): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await creel.fetch(below, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Record<string, unknown>
  }
  const url = 'https://partner.example.com/hooks'
  const taskflow = await ask('POST', '/v2/webhooks', { url, events: ['task.created'] })
  const group = await ask('POST', path, { ...config, groupId: defaultWorkspaceId })
  const canonical = await creel.call('webhooks.create', { ...settings, name: 'Canonical' })
  for (const id of [taskflow['id'], group['id'], canonical.id].map(String)) {
    const own = await creel.call('webhooks.get', { id })
    const asTaskflow = await ask('GET', `/v2/webhooks/${id}`)
    const asGroup = (await ask('GET', path)) as unknown as Record<string, unknown>[]
    expect(own).toMatchObject({ id, url, events: ['task.created'], status: 'active', createdAt: own.createdAt })
    const createdAt = `${own.createdAt.slice(0, 19)}Z`
    expect(asTaskflow).toMatchObject({ id, url, events: ['task.created'], enabled: true, created_at: createdAt })
    expect(asGroup.find((one) => one['id'] === id)).toMatchObject({
      name: own.name,
      targetUrl: url,
      enabled: true,
      events: { taskCreated: true, taskUpdated: false },
      createdAt,
    })
  }
})
