import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { WebhookAuth } from '#shared/model/webhook.ts'

/** A webhook as it is being filled in; `secret` is one of the user's own, empty where Creel shall make one. */
export type WebhookDraft = WebhookSettings & { secret: string }

/** Where the draft of a webhook that is not made yet is kept; the others are kept by id. */
export const newWebhook = 'new'

const usual = WebhookSettings.parse({ name: 'x', url: 'https://x.example', events: ['*'] })

/** A new webhook before anything is filled in. */
export const emptyDraft: WebhookDraft = { ...usual, name: '', url: '', events: [], secret: '' }

/** What was changed and is not saved, by webhook; it outlives the screen and a restart. */
type Drafts = { changes: Readonly<Record<string, Partial<WebhookDraft>>> }

/** A draft without its secret values: those are typed again after a restart, and never written to the browser's store. */
function withoutSecrets({ secret: _, auth, headers, ...rest }: Partial<WebhookDraft>): Partial<WebhookDraft> {
  return {
    ...rest,
    ...(auth && { auth: withoutSecret(auth) }),
    ...(headers && {
      headers: headers.map((header) => (header.isSecret ? { ...header, value: null } : header)),
    }),
  }
}

const withoutSecret = (auth: WebhookAuth): WebhookAuth => (auth.kind === 'none' ? auth : { ...auth, secret: null })

export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ changes: {} }), {
    name: 'creel.webhook-drafts',
    partialize: ({ changes }): Drafts => ({
      changes: Object.fromEntries(Object.entries(changes).map(([id, draft]) => [id, withoutSecrets(draft)])),
    }),
  }),
)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Takes changes into a draft; what is as it was is no change. */
export function changeDraft(id: string, base: WebhookDraft, changes: Partial<WebhookDraft>): void {
  useDrafts.setState(({ changes: all }) => {
    const merged = Object.entries({ ...all[id], ...changes })
    const different = merged.filter(([name, value]) => !isSame(value, base[name as keyof WebhookDraft]))
    return { changes: { ...all, [id]: Object.fromEntries(different) } }
  })
}

/** Forgets what was changed. */
export function dropDraft(id: string): void {
  useDrafts.setState(({ changes: { [id]: _, ...others } }) => ({ changes: others }))
}

/** Whether anything of a webhook was changed and not saved. */
export const useIsDirty = (id: string): boolean => useDrafts(({ changes }) => Object.keys(changes[id] ?? {}).length > 0)
