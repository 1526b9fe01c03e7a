import { asides, type FlowRow, type FlowTable, type FlowValue, shown } from './row'

const argumentsRow: FlowRow = {
  stage: 'afterArguments',
  field: 'Arguments',
  kind: 'template',
  sees: 'input',
  gives: 'arguments',
  absent: 'input',
}
const work: FlowRow = { stage: 'result', kind: 'work', sees: 'arguments', gives: 'result' }

/** Output and Assign, in one step: Assign does not change what Output sees. */
const after = (sees: FlowValue): readonly FlowRow[] => [
  { stage: 'exit', field: 'Output', kind: 'template', sees, gives: 'output', absent: sees },
  { stage: 'exit', field: 'Assign', kind: 'assign', sees },
]
/** Those of a Choice state and its rules: within the step of the choice. */
const chosen: readonly FlowRow[] = [
  { field: 'Assign', kind: 'assign', sees: 'input' },
  { field: 'Output', kind: 'template', sees: 'input', gives: 'output', absent: 'input' },
]

/** Source: ASL specification, Reserved "states" Variable with JSONata; Developer Guide, "Transforming data"; `shown`: recordings of TestState. */
export const jsonataFlow: FlowTable = {
  Task: [
    { ...argumentsRow, shown: { with: 'Arguments' } },
    ...asides('number', 'input', 'TimeoutSeconds', 'HeartbeatSeconds'),
    ...asides('value', 'input', 'Credentials'),
    shown(work),
    ...after('result'),
  ],
  Pass: after('input'),
  Parallel: [argumentsRow, work, ...after('result')],
  Map: [
    { stage: 'afterItemsPath', field: 'Items', kind: 'items', sees: 'input', gives: 'items', absent: 'input' },
    ...asides('number', 'input', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'),
    { stage: 'afterItemsPointer', field: 'ItemReader', kind: 'read', sees: 'input', gives: 'items', absent: 'items', distributed: true },
    { stage: 'afterItemSelector', field: 'ItemSelector', kind: 'each', sees: 'input', gives: 'item', item: true, shown: true },
    {
      stage: 'afterItemBatcher',
      field: 'ItemBatcher',
      kind: 'batch',
      sees: 'input',
      gives: 'child',
      absent: 'item',
      distributed: true,
      shown: true,
    },
    { ...work, sees: 'child' },
    { field: 'ResultWriter', kind: 'write', sees: 'input', gives: 'result', absent: 'result', distributed: true },
    ...after('result'),
  ],
  Choice: [{ field: 'Choices', kind: 'rules', sees: 'input' }, { stage: 'result', kind: 'work', sees: 'input' }, ...chosen],
  ChoiceRule: [{ field: 'Condition', kind: 'condition', sees: 'input' }, ...chosen],
  Wait: [
    ...asides('number', 'input', 'Seconds'),
    ...asides('text', 'input', 'Timestamp'),
    { stage: 'waiting', kind: 'work', sees: 'input' },
    ...after('input'),
  ],
  Succeed: [{ stage: 'exit', field: 'Output', kind: 'template', sees: 'input', gives: 'output', absent: 'input' }],
  Fail: [...asides('text', 'input', 'Error', 'Cause'), { stage: 'failed', kind: 'work', sees: 'input' }],
  Catcher: [
    { field: 'Output', kind: 'template', sees: 'errorOutput', gives: 'output', absent: 'errorOutput' },
    { field: 'Assign', kind: 'assign', sees: 'errorOutput' },
  ],
}
