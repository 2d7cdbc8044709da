import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import type { Screen } from './screen-steps.ts'
import { closeWithEscape, inspect, open } from './screen-steps.ts'
import { detailOf } from './test.ts'

/** A document of which one operation is mocked and one is left out. */
export const petsDocument = `openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      responses:
        200: {content: {application/json: {example: {id: 7, name: Rex}}}}
    delete:
      responses: {200: {$ref: '#/components/responses/None'}}
`

/** Opens the dialog for imports, and looks at a text in it. */
export async function lookAtImport(app: Page, text: string): Promise<void> {
  await app.keyboard.press('Shift+I')
  const dialog = app.getByRole('dialog', { name: 'Import requests' })
  await dialog.getByLabel('What to import').fill(text)
  await dialog.getByRole('button', { name: 'Look at it' }).click()
}

/** Opens the dialog of a mock on the screen of the first source. */
export async function openMock(app: Page, creel: Creel): Promise<void> {
  const [source] = (await creel.call('sources.list')).items
  await app.goto(`${creel.controlUrl}/#/sources/${source?.id ?? ''}`)
  await app.getByRole('button', { name: 'From an OpenAPI document…' }).click()
  await app.getByRole('dialog', { name: 'Answer as an OpenAPI document says' }).waitFor()
}

async function lookAtDocument(app: Page, text: string): Promise<void> {
  await app.getByLabel('OpenAPI document', { exact: true }).fill(text)
  await app.getByRole('button', { name: 'Look at it' }).click()
}

/** The signature doctor, and what is brought in from elsewhere, in every state. */
export const verificationScreens: readonly Screen[] = [
  {
    name: 'doctor-found',
    show: async (app, creel) => {
      await open(app, creel, /does not match/, 'Signature')
      await detailOf(app).getByText('What was tried').click()
    },
  },
  {
    name: 'import-found',
    show: async (app, creel) => {
      await inspect(app, creel)
      await lookAtImport(app, 'curl -X PUT https://example.com/orders/17 --digest -u me:secret -d paid=1')
      await app.getByRole('list', { name: 'What will be imported' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'import-mistake',
    show: async (app) => {
      await lookAtImport(app, 'curl --frobnicate https://example.com/')
      await app.getByText(/has --frobnicate/).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'mock-found',
    show: async (app, creel) => {
      await openMock(app, creel)
      await lookAtDocument(app, petsDocument)
      await app.getByRole('list', { name: 'What is left out' }).waitFor()
    },
    leave: closeWithEscape,
  },
  {
    name: 'mock-mistake',
    show: async (app, creel) => {
      await openMock(app, creel)
      await lookAtDocument(app, 'swagger: "2.0"')
      await app.getByText('Convert it to OpenAPI 3 first').waitFor()
    },
    leave: closeWithEscape,
  },
]
