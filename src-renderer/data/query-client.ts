import { QueryClient } from '@tanstack/react-query'
import { AppError } from '#shared/contract/problem.ts'

// The feed says what changed, so nothing is fetched again just because time passed or a window was focused.
/** Owns every row that came from the server. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && !(error instanceof AppError && error.code !== 'internal'),
    },
    mutations: { networkMode: 'always' },
  },
})
