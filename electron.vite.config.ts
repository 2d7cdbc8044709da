import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

// The page begins with a small script that loads the app: named in the page, the app comes at the same time.
const preloadApp: Plugin = {
  name: 'preload-app',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const app = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'main')
      if (app?.type !== 'chunk') throw new Error('The app is no chunk of its own, named main.')
      return [app.fileName, ...app.imports]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }))
    },
  },
}

type ModuleInfo = { importedIds: readonly string[] } | null
type Modules = { getModuleInfo: (id: string) => ModuleInfo }

const renderer = join(import.meta.dirname, 'src-renderer')
const pageStart = join(renderer, 'app/boot.ts')
const appStart = join(renderer, 'app/main.tsx')

/** All that a module imports, and what that imports, as long as it is not imported later. */
function allImportedBy(start: string, modules: Modules): Set<string> {
  const found = new Set([start])
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}

// The first screen is one file: divided by who else uses its parts, it would be fifty, more than a browser asks for at
// once. Our styles are one file too, so that which rule wins does not depend on which screen was read first.
let ofPageStart: Set<string> | undefined
let ofFirstScreen: Set<string> | undefined
function firstScreenInOnePiece(id: string, modules: Modules): string | null {
  ofPageStart ??= allImportedBy(pageStart, modules)
  ofFirstScreen ??= allImportedBy(appStart, modules)
  if (ofPageStart.has(id)) return null
  const isOwnStyle = id.startsWith(renderer) && id.endsWith('.css')
  return isOwnStyle || ofFirstScreen.has(id) ? 'main' : null
}

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
          'sandbox-worker': 'src-main/host/sandbox/sandbox-worker.ts',
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
    plugins: [react(), preloadApp],
    build: {
      minify: true,
      rolldownOptions: {
        input: 'src-renderer/index.html',
        output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstScreenInOnePiece }] } },
      },
    },
  },
})
