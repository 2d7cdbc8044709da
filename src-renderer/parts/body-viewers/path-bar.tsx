import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { JsonPlace } from './json-path.ts'

/** Where the cursor is in a JSON body, and its value to take along. */
export const PathBar = ({ place }: { place: JsonPlace }): ReactElement => (
  <div className="pathbar">
    <code className="ell">{place.path}</code>
    <span className="dim nowrap ell">{place.description}</span>
    <span className="grow" />
    <Button small look="ghost" onClick={() => void copyText(place.path, 'Path')}>
      Copy path
    </Button>
    <Button small look="ghost" onClick={() => void copyText(place.value, 'Value')}>
      Copy value
    </Button>
  </div>
)
