import type { JsonValue } from '#shared/model/event.ts'
import type { TemplateFormat } from '#shared/model/template.ts'
import { findFormFault, readForm, writeForm } from './form.ts'
import type { TextFault } from './json-fault.ts'
import { findJsonFault } from './json-fault.ts'
import { findXmlFault, readXml } from './read-xml.ts'
import { writeXml } from './write-xml.ts'

/** What Creel knows of a format. `findFault` never throws; `read` does where `findFault` finds something. */
type Format = {
  title: string
  contentType: string
  findFault: (text: string) => TextFault | null
  read: (text: string) => JsonValue
  write: (value: JsonValue) => string
}

const asText = (value: JsonValue): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)

/** All formats that a template may have, and how a value becomes text in each of them and back. */
export const formats = {
  json: {
    title: 'JSON',
    contentType: 'application/json',
    findFault: findJsonFault,
    read: (text) => JSON.parse(text) as JsonValue,
    write: (value) => JSON.stringify(value),
  },
  form: {
    title: 'Form',
    contentType: 'application/x-www-form-urlencoded',
    findFault: findFormFault,
    read: readForm,
    write: writeForm,
  },
  xml: {
    title: 'XML',
    contentType: 'application/xml; charset=utf-8',
    findFault: findXmlFault,
    read: readXml,
    write: writeXml,
  },
  text: {
    title: 'Text',
    contentType: 'text/plain; charset=utf-8',
    findFault: () => null,
    read: (text) => text,
    write: asText,
  },
} as const satisfies Record<TemplateFormat, Format>
