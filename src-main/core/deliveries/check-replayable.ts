import { AppError } from '#shared/contract/problem.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'

/** Refuses to replay what was not kept whole: it would go out as something that never came. */
export function checkReplayable(state: string, { headers, body }: CapturedRequest): void {
  if (state === 'malformed') {
    throw new AppError(
      'bad-input',
      'This was not HTTP: its bytes are kept as they came, but there is no request to send again.',
    )
  }
  const hadBody =
    valueOf(headers, 'transfer-encoding') !== undefined || Number(valueOf(headers, 'content-length') ?? 0) > 0
  if (state === 'refused' && hadBody && body.length === 0) {
    throw new AppError(
      'body-gone',
      'This request was turned away and its body was not kept: it cannot be sent again as it came.',
    )
  }
}
