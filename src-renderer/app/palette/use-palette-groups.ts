import { Bookmark, Inbox, Radio } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { chooseSource } from '#renderer/data/queries/current-source.ts'
import { useFoundRequests } from '#renderer/data/queries/requests.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { useViews } from '#renderer/data/queries/views.ts'
import { go } from '#renderer/data/routes.ts'
import { useOfferedCommands } from '#renderer/parts/commands/commands.ts'
import { formatMoment } from '#renderer/parts/format-time.ts'
import type { PaletteGroup, PaletteItem } from './palette-groups.ts'
import { groupCommands, searchGroups } from './palette-groups.ts'

const mostRequests = 6
const typingPauseMs = 150

/** Everything the palette can show for a text: commands, sources, views, and requests that the server finds. */
export function usePaletteGroups(search: string): PaletteGroup[] {
  const offered = useOfferedCommands()
  const commands = useMemo(() => groupCommands(offered), [offered])
  const places = [...commands, { name: 'Sources', items: useSourceItems() }, { name: 'Views', items: useViewItems() }]
  const requests = useRequestItems(useSettled(search.trim()))
  const found = searchGroups(places, search)
  return search.trim() === '' || requests.length === 0 ? found : [...found, { name: 'Requests', items: requests }]
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const useSourceItems = (): PaletteItem[] =>
  (useSources().data ?? []).map(({ id, name }) => ({
    id,
    title: name,
    hint: 'source',
    icon: Radio,
    run() {
      chooseSource(id)
      go({ screen: 'sources', id })
    },
  }))

const useViewItems = (): PaletteItem[] =>
  (useViews().data ?? []).map(({ id, name, q }) => ({
    id,
    title: name,
    hint: q,
    icon: Bookmark,
    run: () => go({ screen: 'inspect', id: null, tab: null, q }),
  }))

function useRequestItems(search: string): PaletteItem[] {
  const { data: sources = [] } = useSources()
  const { data: rows = [] } = useFoundRequests(search, mostRequests)
  return rows.map((row) => {
    const source = sources.find(({ id }) => id === row.sourceId)?.name
    const moment = formatMoment(new Date(row.receivedAt), new Date())
    return {
      id: row.id,
      title: row.eventType ?? row.path,
      hint: [source, moment].filter(Boolean).join(', '),
      icon: Inbox,
      run: () => go({ screen: 'inspect', id: row.id, tab: null, q: '' }),
    }
  })
}
