// First: it must run before any schema is made.
import './zod-without-eval.ts'
import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/geist-mono'
import './tokens.css'
import './base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followPreferences } from '#renderer/data/preferences.ts'
import { followWidth } from '#renderer/data/window-width.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { App } from './app.tsx'

followPreferences()
followWidth()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
