import { useMemo, useState } from 'react'
import type { Webhook } from '#shared/model/webhook.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import { secretProblem } from '#shared/rules/signing-secret.ts'
import type { Mistake } from '#renderer/parts/form/form-faults.ts'
import { faultAt, faultsOf, isAt, isJustAt, mistakesIn } from '#renderer/parts/form/form-faults.ts'
import type { WebhookDraft } from '#renderer/data/webhook-drafts.ts'
import { changeDraft, emptyDraft, newWebhook, useDrafts } from '#renderer/data/webhook-drafts.ts'

/** A webhook that is being filled in, and what is wrong with it by field. */
export type WebhookForm = {
  /** The webhook's id, or `new`. */
  id: string
  draft: WebhookDraft
  /** As it is saved. */
  base: WebhookDraft
  changes: Partial<WebhookDraft>
  /** False before it is made: it then has no secret and no id. */
  isMade: boolean
  set: (changes: Partial<WebhookDraft>) => void
  /** What is wrong at a path such as `auth.secret`, once its field was left or saving was tried. */
  errorOf: (path: string, scale?: number) => string | null
  /** What is wrong with a list as a whole, such as `headers`. */
  errorOfList: (path: string) => string | null
  /** What a refused save says that belongs to no field. */
  refusal: Error | null
  leave: (path: string) => void
  /** True where nothing is wrong; else every mistake is shown from now on. */
  check: () => boolean
  refuse: (error: Error) => void
}

/** The form of a webhook, or of one that is to be made. */
export function useWebhookForm(webhook: Webhook | null): WebhookForm {
  const id = webhook?.id ?? newWebhook
  const changes = useDrafts((drafts) => drafts.changes[id]) ?? noChanges
  const base = useMemo(() => (webhook ? baseOf(webhook) : emptyDraft), [webhook])
  const draft = useMemo((): WebhookDraft => ({ ...base, ...changes }), [base, changes])
  const mistakes = useMemo(() => mistakesOf(draft), [draft])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isChecked, setChecked] = useState(false)
  const [refused, setRefused] = useState<{ draft: WebhookDraft; error: Error } | null>(null)
  // What was refused may be right after the next change.
  const error = refused?.draft === draft ? refused.error : null
  const faults = faultsOf(error)
  const errorBy = (isHit: typeof isAt, path: string, scale?: number): string | null => {
    const fault = faultAt(faults, path, isHit)
    if (fault !== null || !(isChecked || left.has(path))) return fault
    return mistakes.find((mistake) => isHit(mistake.path, path))?.words(scale) ?? null
  }

  return {
    id,
    draft,
    base,
    changes,
    isMade: webhook !== null,
    set: (next) => changeDraft(id, base, next),
    errorOf: (path, scale) => errorBy(isAt, path, scale),
    errorOfList: (path) => errorBy(isJustAt, path),
    refusal: faults.length > 0 ? null : error,
    leave: (path) => setLeft((known) => (known.has(path) ? known : new Set([...known, path]))),
    check() {
      setChecked(true)
      return mistakes.length === 0
    },
    refuse: (failure) => setRefused({ draft, error: failure }),
  }
}

const noChanges: Partial<WebhookDraft> = {}

const settingNames = Object.keys(WebhookSettings.shape) as (keyof WebhookSettings)[]

function baseOf(webhook: Webhook): WebhookDraft {
  const settings = Object.fromEntries(settingNames.map((name) => [name, webhook[name]])) as WebhookSettings
  return { ...settings, secret: '' }
}

function mistakesOf(draft: WebhookDraft): Mistake[] {
  const secret = draft.secret === '' ? null : problemOf(draft)
  return [...mistakesIn(WebhookSettings, draft), ...(secret === null ? [] : [{ path: 'secret', words: () => secret }])]
}

const problemOf = ({ signatures, secret }: WebhookDraft): string | null =>
  signatures.map((choice) => secretProblem(choice, secret)).find((problem) => problem !== null) ?? null
