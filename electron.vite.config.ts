import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// What stands in `dependencies` (better-sqlite3 alone, it is native) stays outside; everything else is bundled, which
// makes the start about twice as fast.
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          desktop: 'src-main/desktop/main.ts',
          server: 'src-main/server/main.ts',
          cli: 'src-main/cli/main.ts',
          'reader-worker': 'src-main/core/database/reader-worker.ts',
          'tunnel-worker': 'src-main/host/localtunnel/tunnel-worker.ts',
        },
        // Chunks lie beside the entries: a chunk finds reader-worker.js by its own address.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { preload: 'src-main/desktop/preload.ts' },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: { minify: true, rolldownOptions: { input: 'src-renderer/index.html' } },
  },
})
