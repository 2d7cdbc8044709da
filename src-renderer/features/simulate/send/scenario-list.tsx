import { Bookmark, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDeleteScenario, useSaveScenario, useScenarios } from '#renderer/data/queries/simulations.ts'
import { loadRecipe } from '#renderer/data/simulation-draft.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Scenario } from '#shared/model/simulation.ts'

/** The recipes that were given a name; choosing one fills the screen with it. */
export function ScenarioList({ wanted }: { wanted: string }): ReactElement | null {
  const { data: scenarios = [] } = useScenarios()
  const shown = scenarios.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
  if (shown.length === 0) return null
  return (
    <section className="sim-scenarios" aria-label="Scenarios">
      <h2>Scenarios</h2>
      <ul>
        {shown.map((scenario) => (
          <ScenarioLine key={scenario.name} scenario={scenario} />
        ))}
      </ul>
    </section>
  )
}

function ScenarioLine({ scenario: { name, recipe } }: { scenario: Scenario }): ReactElement {
  const remove = useDeleteScenario()
  const save = useSaveScenario()
  // Promises, not callbacks of the hooks: by the time they are kept this line may be gone.
  const takeBack = (): void => void save.mutateAsync({ name, ...recipe }).catch(notifyError)
  const removeIt = (): void => notifyWhenDone(remove.mutateAsync(name), `${name} deleted`, takeBack)
  return (
    <li>
      <button type="button" onClick={() => loadRecipe(recipe)}>
        <Bookmark className="i s" aria-hidden="true" />
        <span className="ell">{name}</span>
      </button>
      <IconButton small label={`Delete ${name}`} onClick={removeIt}>
        <Trash2 className="i s" aria-hidden="true" />
      </IconButton>
    </li>
  )
}
