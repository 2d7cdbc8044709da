/** A header or a variable. null: the secret as it is kept. */
export type NamedValue = { name: string; value: string | null; isSecret: boolean }

/** Whether a secret of this name is kept: it is shown as null, and null keeps it. */
export const isKept = (saved: readonly NamedValue[], name: string): boolean =>
  saved.some((one) => one.isSecret && one.value === null && one.name.toLowerCase() === name.toLowerCase())

/** A line with its value as it was typed; what is emptied again is kept as it was. */
export const withText = (line: NamedValue, text: string, hasKept: boolean): NamedValue => ({
  ...line,
  value: text === '' && hasKept && line.isSecret ? null : text,
})

/** A line that is secret from now on, or is not; one that is made secret again without a new value is kept as it was. */
export const withSecrecy = (line: NamedValue, isSecret: boolean, hasKept: boolean): NamedValue => ({
  ...line,
  isSecret,
  value: isSecret && hasKept && !line.value ? null : (line.value ?? ''),
})
