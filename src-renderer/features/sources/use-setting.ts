import { useUpdateSource } from '#renderer/data/queries/sources.ts'
import { notify } from '#renderer/parts/toast.tsx'
import { AppError } from '#shared/contract/problem.ts'
import type { Source, SourceSettings } from '#shared/model/source.ts'

export type SettingName = keyof SourceSettings

const labels: Record<SettingName, string> = {
  name: 'Name',
  provider: 'Provider',
  hmac: 'Signature scheme',
  verificationPolicy: 'Policy',
  toleranceSeconds: 'Tolerance',
  answer: 'Answer',
  answerRules: 'Answer rules',
  allowedIps: 'Allowed addresses',
  trustForwardedFor: 'Forwarded address',
  rateLimitPerSecond: 'Rate limit',
  forwarding: 'Forwarding',
  targetUrl: 'Target',
  retention: 'Retention',
}

/** One setting of a source: what it is now, and how it is changed. */
export type Setting<Value> = {
  value: Value
  /** Changes it at once; it can be taken back for 10 seconds. */
  save: (value: Value, onSaved?: () => void) => void
  isSaving: boolean
  error: Error | null
}

/** A setting that applies as soon as it is changed. */
export function useSetting<Name extends SettingName>(source: Source, name: Name): Setting<SourceSettings[Name]> {
  const update = useUpdateSource()
  const send = (value: SourceSettings[Name], onSaved?: () => void): void => {
    const before = source[name]
    update.mutate(
      { id: source.id, [name]: value },
      {
        onSuccess() {
          onSaved?.()
          notify(`${labels[name]} changed`, () => update.mutate({ id: source.id, [name]: before }))
        },
      },
    )
  }
  return { value: source[name], save: send, isSaving: update.isPending, error: update.error }
}

/** What the server says is wrong below a path such as `answer.status`; the whole message where it names no place. */
export function errorAt(error: Error | null, path: string): string | null {
  if (error === null) return null
  const errors = error instanceof AppError ? (error.errors ?? []) : []
  if (errors.length === 0) return error.message
  const found = errors.find((one) => one.path === path || one.path.startsWith(`${path}.`))
  return found ? `This ${found.message}.` : null
}
