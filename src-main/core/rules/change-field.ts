const start = 'changed:'

/** The field by which facts are asked what another field was changed to; nothing: it was not changed. */
export const changeField = {
  of: (field: string): string => `${start}${field}`,
  read: (field: string): string | null => (field.startsWith(start) ? field.slice(start.length) : null),
}
