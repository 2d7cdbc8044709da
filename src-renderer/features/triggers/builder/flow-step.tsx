import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useId } from 'react'

/** One step of the line that a trigger is: its mark, its title, what is decided there. */
export function FlowStep({
  icon: Icon,
  title,
  about,
  children,
}: {
  icon: LucideIcon
  title: string
  about?: string
  children: ReactNode
}): ReactElement {
  const id = useId()
  return (
    <li className="tr-step" aria-labelledby={id}>
      <span className="tr-node" aria-hidden="true">
        <Icon className="i" />
      </span>
      <h2 id={id}>
        {title}
        {about && <small>{about}</small>}
      </h2>
      {children}
    </li>
  )
}
