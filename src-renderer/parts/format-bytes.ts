const units = ['KB', 'MB', 'GB', 'TB'] as const

/** A count with its thousands parted: `3,174`. */
export const formatCount = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** An exact size: `3,174 bytes`. */
export const formatBytes = (bytes: number): string => `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`

/** A size to be taken in at a glance, in powers of 1,000: `814 bytes`, `1.2 KB`, `412 MB`. */
export function formatSize(bytes: number): string {
  let size = bytes
  let unit: string | null = null
  for (const next of units) {
    if (size < 999.5) break
    size /= 1000
    unit = next
  }
  if (unit === null) return formatBytes(bytes)
  return `${size < 9.95 ? Number(size.toFixed(1)) : Math.round(size)} ${unit}`
}
