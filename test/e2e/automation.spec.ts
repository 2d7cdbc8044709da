import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { send } from './support/creel.ts'
import { openSink } from './support/header-sink.ts'
import { expect, test, toastOf } from './support/test.ts'

const secret = 'the secret of the pushes'

/** Pushes to main as GitHub does, with a good signature or a bad one. */
async function push(url: string, commit: string, signedWith = secret): Promise<void> {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    repository: { full_name: 'harbor/pay' },
    head_commit: { message: commit },
  })
  const signature = createHmac('sha256', signedWith).update(body).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${signature}`,
  }
  await send(url, { body, headers })
}

const goTo = (app: Page, name: string): Promise<void> =>
  app.getByRole('navigation').getByRole('link', { name, exact: true }).click()

/** Makes a source of GitHub with its secret, and answers its address. */
async function makeSource(app: Page): Promise<string> {
  await app.getByRole('navigation').getByRole('button', { name: 'New source' }).click()
  await app.getByRole('dialog').getByLabel('Name').fill('pushes')
  await app.getByRole('dialog').getByLabel('Provider').selectOption({ label: 'GitHub' })
  await app.getByRole('button', { name: 'Make the source' }).click()
  await app.getByRole('article', { name: 'Source pushes' }).waitFor()
  await app.getByRole('textbox', { name: 'Secret', exact: true }).fill(secret)
  await app.getByRole('button', { name: 'Add secret' }).click()
  await expect(toastOf(app, 'Secret added')).toBeVisible()
  return (
    (await app
      .getByRole('article')
      .getByText(/^http:\S+\/in\/\S+$/)
      .first()
      .textContent()) ?? ''
  )
}

async function switchOn(app: Page, name: string): Promise<void> {
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: `Trigger ${name}` }).waitFor()
  await app.getByRole('switch', { name: 'Off' }).click()
  await expect(toastOf(app, `${name} is on`)).toBeVisible()
}

test('by the screens alone: a signed push makes a task, its completion posts to Slack, the next push changes the same task', async ({
  app,
}) => {
  await using direct = await openSink()
  await using channel = await openSink()
  const address = await makeSource(app)

  await goTo(app, 'Triggers')
  await app.getByRole('button', { name: 'Begin with this' }).first().click()
  await app.getByRole('combobox', { name: 'From' }).selectOption({ label: 'pushes' })
  await switchOn(app, 'Track pushes to main')

  await app.getByRole('button', { name: 'New', exact: true }).click()
  await app.getByRole('button', { name: 'Begin with this' }).nth(1).click()
  await app.keyboard.press('a')
  await app.getByRole('menuitem', { name: 'Deliver a webhook' }).click()
  await app.getByRole('textbox', { name: 'URL' }).fill(direct.url)
  await app.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'Slack blocks (built in)' })
  await expect(app.getByText('"blocks"').first()).toBeVisible()
  await switchOn(app, 'Tell of finished tasks')

  await goTo(app, 'Webhooks')
  await app.getByRole('button', { name: 'New webhook' }).first().click()
  await app.getByLabel('Receivers of').selectOption({ label: 'Slack message' })
  await app.getByRole('textbox', { name: 'Name' }).fill('releases')
  await app.getByRole('textbox', { name: 'URL' }).fill(channel.url)
  await app.getByRole('checkbox', { name: 'task.completed' }).check()
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: 'Webhook releases' }).waitFor()

  await goTo(app, 'Tasks')
  await push(address, 'forged', 'another secret')
  await push(address, 'Ship it')
  const card = (column: string, name: string) =>
    app.getByRole('region', { name: column, exact: true }).getByRole('link', { name })
  await expect(card('Open', 'Release Ship it')).toBeVisible()
  await app.getByRole('button', { name: 'Actions of T-1' }).click()
  await app.getByRole('menuitem', { name: 'Move to Done' }).click()
  await expect(card('Done', 'Release Ship it')).toBeVisible()
  await expect.poll(() => [direct.requests.length, channel.requests.length]).toEqual([1, 1])
  for (const { requests } of [direct, channel]) {
    const message = JSON.parse(requests[0]?.body ?? '') as { text: string; blocks: unknown[] }
    expect(message.text).toContain('Release Ship it')
    expect(message.blocks.length).toBeGreaterThan(0)
  }

  await push(address, 'Ship it again')
  await expect(card('Done', 'Release Ship it again')).toBeVisible()
  await expect(app.getByRole('button', { name: /^Actions of T-/ })).toHaveCount(1)

  await goTo(app, 'Triggers')
  const trace = app.getByRole('list', { name: 'All that followed' })
  await app.getByRole('link', { name: /^Track pushes to main/ }).click()
  await app.getByRole('button', { name: 'Run log' }).click()
  await expect(app.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2)
  for (const step of [
    'github.push',
    'Track pushes to main',
    'Task 1 “Release Ship it again” was updated.',
    'task.updated',
  ])
    await expect(trace).toContainText(step)
  await app.getByRole('link', { name: /^Tell of finished tasks/ }).click()
  await app.getByRole('button', { name: 'Run log' }).click()
  for (const step of ['task.completed', 'Tell of finished tasks', direct.url, channel.url, 'Attempt 1'])
    await expect(trace).toContainText(step)
})
