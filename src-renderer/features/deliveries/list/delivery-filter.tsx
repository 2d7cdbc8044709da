import { ListFilter, Search, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { DeliveryKind } from '#shared/model/delivery.ts'
import type { DeliveryField } from '#shared/query/delivery-query.ts'
import { askValue, deliveryFields, parseDeliveryQuery, valueAsked } from '#shared/query/delivery-query.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Kbd } from '#renderer/parts/kbd.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'

const typingPauseMs = 150
const examples = Object.values(deliveryFields)
  .map(({ example }) => example)
  .join('  ')

/** The filter as it is typed, and a menu for those who would rather choose. */
export function DeliveryFilter({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useTypedQuery(q, onQuery)
  const mistakes = mistakesIn(text)
  useCommands([
    {
      id: 'filter',
      title: 'Filter deliveries',
      icon: Search,
      group: 'This list',
      keys: '/',
      run: () => input.current?.focus(),
    },
    {
      id: 'clear-filter',
      title: 'Clear filter',
      icon: X,
      group: 'This list',
      isEnabled: q !== '',
      run: () => onQuery(''),
    },
  ])
  return (
    <div className="fbar">
      <div className="filter">
        <div className="inp q">
          <Search className="i" aria-hidden="true" />
          <input
            ref={input}
            value={text}
            placeholder="Filter by event, target, status, error, id"
            aria-label="Filter deliveries"
            aria-invalid={mistakes.length > 0 || undefined}
            aria-describedby={mistakes.length > 0 ? mistakesId : undefined}
            title={`For example: ${examples}`}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
          <Kbd>/</Kbd>
        </div>
        {mistakes.length > 0 && (
          <div id={mistakesId} className="hint bad" role="alert">
            {mistakes.map((mistake) => (
              <p key={mistake}>{mistake}</p>
            ))}
          </div>
        )}
      </div>
      <FilterMenu q={q} onQuery={onQuery} />
    </div>
  )
}

const mistakesId = 'delivery-filter-mistakes'

// While a word is being typed nothing is complained about.
const mistakesIn = (text: string): string[] =>
  parseDeliveryQuery(text)
    .mistakes.filter(({ term }) => !(text.endsWith(term) && term.endsWith(':')))
    .map(({ message }) => message)

/** The text of the filter: it follows `q` when that changes elsewhere, and is told once it can be understood, after a pause in typing. */
function useTypedQuery(q: string, onQuery: (q: string) => void): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(q)
  const [told, setTold] = useState(q)
  const tell = useEffectEvent((next: string) => {
    setTold(next)
    onQuery(next)
  })
  if (q !== told) {
    setTold(q)
    setText(q)
  }
  useEffect(() => {
    const next = text.trim()
    if (next === told || parseDeliveryQuery(next).mistakes.length > 0) return undefined
    const timer = setTimeout(() => tell(next), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text, told])
  return [text, setText]
}

const kindLabels: Record<DeliveryKind, string> = {
  event: 'Events to webhooks',
  relay: 'Relayed requests',
  forward: 'Forwarded requests',
  replay: 'Replayed requests',
}

const spans = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
] as const

const mostWebhooks = 12

function FilterMenu({ q, onQuery }: { q: string; onQuery: (q: string) => void }): ReactElement {
  const webhooks = [...(useWebhooksById().data?.values() ?? [])]
  const choice = (field: DeliveryField, value: string, label: string): MenuEntry => {
    const isAsked = valueAsked(q, field) === value
    return {
      id: `${field}-${value}`,
      label: isAsked ? `${label}, on` : label,
      onSelect: () => onQuery(askValue(q, field, isAsked ? null : value)),
    }
  }
  const entries: MenuEntry[] = [
    { kind: 'head', id: 'time', label: 'Time' },
    ...spans.map(({ value, label }) => choice('last', value, label)),
    { kind: 'head', id: 'kind', label: 'What is sent' },
    ...DeliveryKind.options.map((kind) => choice('kind', kind, kindLabels[kind])),
    ...(webhooks.length === 0 ? [] : [{ kind: 'head' as const, id: 'webhook', label: 'Webhook' }]),
    ...webhooks.slice(0, mostWebhooks).map(({ id, name }) => choice('webhook', id, name)),
  ]
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <IconButton label="Choose a filter">
          <ListFilter className="i" aria-hidden="true" />
        </IconButton>
      }
    />
  )
}
