import { defineConfig } from '@playwright/test'

const executablePath = process.env['CREEL_TEST_BROWSER']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  // The browser and the app share the machine: two at once only slow each other down.
  workers: 1,
  // Far more than anything takes: a slow or busy machine is no reason to fail.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // What passes only the second time is named “flaky” in the report. Elsewhere nothing is tried twice.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // Chromium refuses its sandbox to root, and root is what a container has.
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
    },
  },
})
