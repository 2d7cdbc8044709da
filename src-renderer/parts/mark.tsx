import type { ReactElement } from 'react'

/** The mark: the line comes down, turns into a hook, and an event drops onto it. */
export const Mark = ({ size = 22, label }: { size?: number; label?: string }): ReactElement => (
  <svg className="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden={label === undefined}>
    {label !== undefined && <title>{label}</title>}
    <path
      d="M17 1.8V15.2C17 18.9 14.4 21.4 11 21.4C7.6 21.4 5.2 18.9 5.2 15.6V12.4L8.9 15.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="8.2" cy="5.6" r="3.1" fill="var(--float)" />
  </svg>
)
