import type { TemplateContent, TemplateFormat, TemplateLook } from '#shared/model/template.ts'

/** A template that comes with Creel. A new `version` is a new payload: those that were planned with the old one get it too. */
export type BuiltIn = {
  /** A word, from which its ids are made: `tpl_slack`, `tpv_slack_1`. */
  name: string
  title: string
  describe: string
  version: number
  format: TemplateFormat
  look: TemplateLook
  contentType: string | null
  source: string
}

/** What of a built-in template is left out is as is usual. */
export const builtIn = (
  given: Pick<BuiltIn, 'name' | 'title' | 'describe' | 'source'> & Partial<BuiltIn>,
): BuiltIn => ({ version: 1, format: 'json', look: null, contentType: null, ...given })

/** A built-in template as the content of a version. */
export const contentOfBuiltIn = ({ format, contentType, source }: BuiltIn): TemplateContent => ({
  language: 'liquid',
  format,
  contentType,
  source,
  inputSchema: null,
  outputSchema: null,
  tests: [],
})
