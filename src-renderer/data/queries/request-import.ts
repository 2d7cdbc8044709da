import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { CallOf } from '#shared/contract/operations.ts'
import type { ImportResult } from '#shared/model/import-result.ts'
import { client } from '#renderer/data/client.ts'
import { refreshRequests } from './requests.ts'

/** Imports requests, or only tells what would be imported. */
export const useImport = (): UseMutationResult<ImportResult, Error, CallOf<'requests.import'>> =>
  useMutation({ mutationFn: (input) => client('requests.import', input), onSuccess: refreshRequests })
