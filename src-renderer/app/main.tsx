// First: it must run before any schema is made.
import './zod-without-eval.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { takeFirstAnswers } from '#renderer/data/first-queries.ts'
import { followPreferences } from '#renderer/data/preferences.ts'
import { followWidth } from '#renderer/data/window-width.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { currentRoute } from '#renderer/data/routes.ts'
import { App } from './app.tsx'
import { loadScreen } from './screens.tsx'

followPreferences()
followWidth()

void loadScreen(currentRoute().screen)
await takeFirstAnswers()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
