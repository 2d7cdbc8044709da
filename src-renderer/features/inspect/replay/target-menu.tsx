import { ChevronDown, History, Star, StarOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { toggleSaved, useReplayMemory } from './replay-memory.ts'
import { targetMistake } from './replay-targets.ts'

/** The targets that are known: the source's own, saved ones, recent ones. */
export function TargetMenu({
  url,
  sourceTarget,
  onChoose,
}: {
  url: string
  sourceTarget: string | null
  onChoose: (url: string) => void
}): ReactElement {
  const { saved, recent } = useReplayMemory()
  const isSaved = saved.includes(url)
  const group = (label: string, icon: typeof Star | undefined, urls: readonly string[]): MenuEntry[] =>
    urls.length === 0
      ? []
      : [
          { kind: 'head', id: label, label },
          ...urls.map((known) => ({
            id: `${label} ${known}`,
            label: <span className="mono">{known}</span>,
            ...(icon && { icon }),
            onSelect: () => onChoose(known),
          })),
        ]
  const known = new Set([sourceTarget, ...saved])
  const entries: MenuEntry[] = [
    ...group('This source', undefined, sourceTarget === null ? [] : [sourceTarget]),
    ...group('Saved', Star, saved),
    ...group(
      'Recent',
      History,
      recent.filter((one) => !known.has(one)),
    ),
    { kind: 'line', id: 'line' },
    {
      id: 'save',
      label: isSaved ? 'Forget this target' : 'Save this target',
      icon: isSaved ? StarOff : Star,
      disabled: targetMistake(url) !== null,
      onSelect: () => toggleSaved(url),
    },
  ]
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <IconButton label="Recent and saved">
          <ChevronDown className="i s" aria-hidden="true" />
        </IconButton>
      }
    />
  )
}
