import { defineConfig } from '@playwright/test'

const executablePath = process.env['CREEL_TEST_BROWSER']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  // The browser and the app share the machine: two at once only slow each other down.
  workers: 1,
  timeout: 60_000,
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
