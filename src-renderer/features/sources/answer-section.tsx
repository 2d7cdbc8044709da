import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import type { AnswerRule } from '#shared/model/answer.ts'
import { mostAnswerRules } from '#shared/model/answer.ts'
import type { Source } from '#shared/model/source.ts'
import { AnswerFields } from './answer-fields.tsx'
import { AnswerRuleCard } from './answer-rule-card.tsx'
import { newRule } from '#renderer/parts/conditions/condition-tree.ts'
import { MockButton } from './mock-dialog.tsx'
import { SettingGroup } from './setting-group.tsx'
import { useSetting } from './use-setting.ts'

/** What senders get: rules in order, then the source's own answer. */
export function AnswerSection({ source }: { source: Source }): ReactElement {
  const answer = useSetting(source, 'answer')
  const rules = useSetting(source, 'answerRules')
  const add = (): void => {
    const rule: AnswerRule = {
      name: `Rule ${rules.value.length + 1}`,
      when: { combinator: 'and', rules: [newRule.request] },
      answer: { status: 200, headers: [], body: '', delayMs: 0 },
    }
    rules.save([...rules.value, rule])
  }
  return (
    <>
      <SettingGroup
        title="Answer"
        about="What every sender gets, once the request is on disk, unless a rule below answers first."
      >
        <AnswerFields answer={answer.value} onSave={answer.save} error={answer.error} path="answer" />
      </SettingGroup>
      <SettingGroup title="Answer rules" about="The first rule whose condition holds answers instead.">
        <ol className="answer-rules">
          {rules.value.map((rule, index) => (
            // Rules have no ids; a moved one shows its new place.
            <AnswerRuleCard key={index} rules={rules} rule={rule} index={index} />
          ))}
        </ol>
        <div className="answer-rules-add">
          <Button disabled={rules.value.length >= mostAnswerRules || rules.isSaving} onClick={add}>
            <Plus className="i s" aria-hidden="true" />
            Add a rule
          </Button>
          <MockButton source={source} />
        </div>
      </SettingGroup>
    </>
  )
}
