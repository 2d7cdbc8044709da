import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { JsonPlace } from './json-path.ts'

/** What else can be done with a place of a body, where it is shown. */
export type PlaceAction = { title: string; icon: LucideIcon; run: (place: JsonPlace) => void }

/** Where the cursor is in a JSON body, and its value to take along. */
export const PathBar = ({ place, action }: { place: JsonPlace; action?: PlaceAction | undefined }): ReactElement => (
  <div className="pathbar">
    <code className="ell">{place.path}</code>
    <span className="dim nowrap ell">{place.description}</span>
    <span className="grow" />
    <Button small look="ghost" onClick={() => void copyText(place.path, 'Path')}>
      Copy path
    </Button>
    <Button small look="ghost" className="hide-n" onClick={() => void copyText(place.value, 'Value')}>
      Copy value
    </Button>
    {action && (
      <Button small onClick={() => action.run(place)}>
        <action.icon className="i s" aria-hidden="true" />
        {action.title}
      </Button>
    )}
  </div>
)
