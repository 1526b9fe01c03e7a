import type { Assumptions } from '../../core/aws/assumptions'
import { freeTransitions } from '../../core/aws/prices'
import { quotas } from '../../core/aws/quotas'
import { formatDuration } from '../../core/base/duration'
import { useExecution } from '../detail/overview'
import { formatBytes } from '../shared/format'
import { Icon } from '../shared/icons'
import type { Store } from '../store'
import { type Estimate, estimateOf } from './estimate'
import { moneyText } from './meter'
import type { Usage } from './usage'

/** What executions like this one would cost on AWS, with all that is assumed. */
export function CostEstimate({ store, usage }: { store: Store; usage: Usage }) {
  const { timeline, costs } = store
  const duration = timeline.length
  // in UTF-16 units, which are bytes in nearly all definitions
  const definition = useExecution(store)?.body?.definition?.range.length ?? 0
  const estimate = estimateOf(
    {
      transitions: usage.transitions,
      duration,
      definition,
      payload: usage.largest?.bytes ?? 0,
      steps: usage.threads.size,
    },
    costs,
  )
  const many = costs.executionsPerMonth.toLocaleString('en')
  const tooLong = duration > quotas.EXPRESS.executionSeconds * 1000
  return (
    <section aria-label="Cost">
      <h2>Estimated cost</h2>
      <p>
        An estimate of what {many} executions a month like this one would cost in Step Functions, from a run on this computer. What tasks
        cost that they call is not in it.
      </p>
      <dl class="costs">
        <div>
          <dt>Standard</dt>
          <dd>
            <strong>{moneyText(estimate.standard.month)} a month</strong>
            <span>{moneyText(estimate.standard.execution)} an execution</span>
          </dd>
        </div>
        <div>
          <dt>Express</dt>
          <dd>
            <strong>{moneyText(estimate.express.month)} a month</strong>
            <span>{moneyText(estimate.express.execution)} an execution</span>
            <span class="quiet">
              {moneyText(estimate.express.requests)} requests and {moneyText(estimate.express.duration)} duration a month
            </span>
            {tooLong && (
              <span class="warning">
                <Icon name="warning" />
                Longer than an Express execution may run
              </span>
            )}
          </dd>
        </div>
      </dl>
      <h3>What is assumed</h3>
      <ul class="assumptions">
        {assumed(costs, estimate, usage, duration, definition).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {store.shown?.kind !== 'report' && (
        <button type="button" class="link" onClick={() => store.send({ type: 'settings', query: 'stepthrough.cost' })}>
          Change what is assumed…
        </button>
      )}
    </section>
  )
}

function assumed(costs: Assumptions, { express }: Estimate, usage: Usage, duration: number, definition: number): string[] {
  const [first, next, beyond] = costs.memoryPrices
  const memory = costs.expressMemory
    ? `An Express execution takes ${costs.expressMemory} MB, as the settings say`
    : `An Express execution takes ${express.used.toFixed(1)} MB: 50 MB, ${definition === 0 ? '' : `the definition of ${formatBytes(definition)}, `}and the largest payload${
        usage.threads.size > 1 ? ` for each of ${usage.threads.size.toLocaleString('en')} branches and items` : ''
      }`
  return [
    `Standard: $${costs.transitionPrice} for 1,000 state transitions, of which each execution has ${usage.transitions.toLocaleString('en')}; ${
      costs.freeTier
        ? `the ${freeTransitions.toLocaleString('en')} that are free each month are taken off`
        : `the free ${freeTransitions.toLocaleString('en')} of each month are not taken off`
    }.`,
    ...(usage.mapRuns > 0
      ? [
          'Of child executions only their start is counted, one for each item: the history tells neither of batches nor of the items of a file, and the states that they run are in histories of their own.',
        ]
      : []),
    `Express: $${costs.requestPrice} for a million requests, and for a GB-hour $${first} up to 1,000 of a month, $${next} up to 5,000, and $${beyond} beyond.`,
    `${memory}, of which ${express.memory} MB are billed.`,
    `It runs for ${formatDuration(duration)} of this run's clock, of which ${formatDuration(express.milliseconds)} are billed. A task that is mocked takes no time here.`,
  ]
}
