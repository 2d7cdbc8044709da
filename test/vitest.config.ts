import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Each file gets a process of its own: better-sqlite3 is native, and a test may kill what it started.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
