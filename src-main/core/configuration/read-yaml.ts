/** Reads YAML, and so JSON too. Throws an error that names the line where it is neither. */
export async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml')
  // Without a limit a few lines of aliases become gigabytes.
  return parse(text, { maxAliasCount: 100 })
}
