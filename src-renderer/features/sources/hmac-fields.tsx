import type { ReactElement } from 'react'
import { errorAt } from '#renderer/parts/error-at.ts'
import { HmacSchemeFields } from '#renderer/parts/form/hmac-scheme-fields.tsx'
import type { Source } from '#shared/model/source.ts'
import { useSetting } from './use-setting.ts'

/** How the sender of a source signs, where it has no scheme of its own. */
export function HmacFields({ source }: { source: Source }): ReactElement {
  const { value, save, error } = useSetting(source, 'hmac')
  return (
    <div className="set-nested">
      <HmacSchemeFields scheme={value} onChange={save} faultOf={(part) => errorAt(error, `hmac.${part}`)} />
    </div>
  )
}
