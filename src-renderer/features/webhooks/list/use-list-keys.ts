import { Plus } from 'lucide-react'
import { go } from '#renderer/data/routes.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { newWebhook } from '#renderer/data/webhook-drafts.ts'

type ListState = {
  items: readonly Webhook[]
  openId: string | null
  tab: string | null
  q: string
  focusFilter: () => void
}

/** Offers the keys of the list: J and K open the next and the one before, / filters, C makes one. */
export function useListKeys({ items, openId, tab, q, focusFilter }: ListState): void {
  const move = (step: 1 | -1): void => {
    const at = items.findIndex(({ id }) => id === openId)
    const next = at < 0 ? items[0] : items[at + step]
    if (next) go({ screen: 'webhooks', id: next.id, tab: at < 0 ? null : tab, q }, { replace: at >= 0 })
  }
  const keysOnly = (id: string, title: string, keys: string, run: () => void): Command => ({
    id,
    title,
    group: 'This list',
    keys,
    keysOnly: true,
    run,
  })
  useCommands([
    keysOnly('next-webhook', 'Next webhook', 'j', () => move(1)),
    keysOnly('previous-webhook', 'Previous webhook', 'k', () => move(-1)),
    keysOnly('filter-webhooks', 'Filter webhooks', '/', focusFilter),
    keysOnly('close-webhook', 'Back out', 'Escape', () => go({ screen: 'webhooks', id: null, tab: null, q })),
    {
      id: 'new-webhook-here',
      title: 'New webhook',
      icon: Plus,
      group: 'This list',
      keys: 'c',
      run: () => go({ screen: 'webhooks', id: newWebhook, tab: null, q }),
    },
  ])
}
