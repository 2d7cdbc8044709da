import { Webhook } from 'lucide-react'
import type { ReactElement } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import type { Message } from './read-message.ts'

/** A payload the way its receiver shows it. Text stays text, whatever is written in it. */
export const MessageLook = ({ message, isOld }: { message: Message; isOld: boolean }): ReactElement => (
  <section className={classNames('tp-look', isOld && 'old')} aria-label={`How ${message.service} shows it`}>
    <h2>How {message.service} shows it</h2>
    <div className="tp-message">
      <span className="tp-avatar">
        <Webhook className="i" aria-hidden="true" />
      </span>
      <div>
        <p>
          <b>Creel</b>
        </p>
        {message.title !== null && (
          <p>
            <b>{message.title}</b>
          </p>
        )}
        {message.lines.map((line, index) => (
          <p key={`${index} ${line}`} className="tp-line">
            {line}
          </p>
        ))}
        {message.facts.map(({ name, value }) => (
          <p key={name} className="mid">
            {name}: {value}
          </p>
        ))}
        {message.buttons.map((words) => (
          <span key={words} className="tp-button">
            {words}
          </span>
        ))}
      </div>
    </div>
  </section>
)
