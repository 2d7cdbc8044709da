import { Code, Share2 } from 'lucide-react'
import { fetchExport, fetchShared } from '#renderer/data/queries/request-files.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { saveFile } from '#renderer/parts/save-file.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import type { ExportFormat } from '#shared/export/formats.ts'
import { exportFormats } from '#shared/export/formats.ts'

const copied: readonly ExportFormat[] = ['fetch', 'node', 'python', 'go', 'http']

const copyAs = (id: string, format: ExportFormat): void =>
  void fetchExport(id, format).then((text) => copyText(text, exportFormats[format].title), notifyError)

/** Saves requests as one HAR that another Creel imports, their secrets taken out. */
export const shareRequests = (ids: readonly string[]): void =>
  void fetchShared(ids).then((text) => {
    saveFile(text, ids.length === 1 ? `${ids[0]}.har` : 'creel-requests.har')
    notify(`${ids.length === 1 ? 'Request' : `${ids.length} requests`} saved without secrets`)
  }, notifyError)

/** The ways of taking one request elsewhere, for the palette. */
export const exportCommands = (id: string): Command[] => [
  ...copied.map((format): Command => ({
    id: `copy-${format}`,
    title: `Copy as ${exportFormats[format].title}`,
    icon: Code,
    group: 'This request',
    run: () => copyAs(id, format),
  })),
  {
    id: 'share',
    title: 'Save to share, without secrets',
    icon: Share2,
    group: 'This request',
    keys: 'Shift+S',
    run: () => shareRequests([id]),
  },
]
