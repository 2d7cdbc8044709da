import type { ReactElement, ReactNode } from 'react'

/** Settings that belong together, under what they are about. */
export const SettingGroup = ({
  title,
  about,
  children,
}: {
  title: string
  about?: ReactNode
  children: ReactNode
}): ReactElement => (
  <section className="set-group">
    <div className="set-about">
      <h2>{title}</h2>
      {about && <p>{about}</p>}
    </div>
    <div className="set-controls">{children}</div>
  </section>
)
