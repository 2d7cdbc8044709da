import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Each file gets a process of its own: better-sqlite3 is native, and a test may kill what it started.
    pool: 'forks',
    // Many tests wait for a process or a socket, so that even of two cores none has to be left free.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
