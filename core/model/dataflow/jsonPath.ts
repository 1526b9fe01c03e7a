import { asides, type FlowRow, type FlowTable, shown } from './row'

const inputPath: FlowRow = {
  stage: 'afterInputPath',
  field: 'InputPath',
  kind: 'path',
  sees: 'input',
  gives: 'effective',
  absent: 'input',
  null: 'empty',
}
const parameters: FlowRow = {
  stage: 'afterParameters',
  field: 'Parameters',
  kind: 'template',
  sees: 'effective',
  gives: 'arguments',
  absent: 'effective',
}
const work: FlowRow = { stage: 'result', kind: 'work', sees: 'arguments', gives: 'result' }
const resultSelector: FlowRow = {
  stage: 'afterResultSelector',
  field: 'ResultSelector',
  kind: 'template',
  sees: 'result',
  gives: 'selected',
  absent: 'result',
}
const assign: FlowRow = { stage: 'afterResultPath', field: 'Assign', kind: 'assign', sees: 'selected' }
const resultPath: FlowRow = {
  stage: 'afterResultPath',
  field: 'ResultPath',
  kind: 'resultPath',
  sees: 'selected',
  gives: 'combined',
  absent: 'selected',
  null: 'input',
  shown: true,
}
const outputPath: FlowRow = {
  stage: 'exit',
  field: 'OutputPath',
  kind: 'path',
  sees: 'combined',
  gives: 'output',
  absent: 'combined',
  null: 'empty',
}
/** Of a state without a result. */
const effectivePath: FlowRow = { ...outputPath, sees: 'effective', absent: 'effective' }
const afterWork = [shown(resultSelector), assign, resultPath, outputPath]

/** Source: ASL specification, Input and Output Processing with JSONPath; `shown`: recordings of TestState. */
export const jsonPathFlow: FlowTable = {
  Task: [
    shown(inputPath),
    shown(parameters),
    ...asides('number', 'effective', 'TimeoutSecondsPath', 'HeartbeatSecondsPath'),
    ...asides('value', 'effective', 'Credentials'),
    shown(work),
    ...afterWork,
  ],
  Pass: [
    { ...inputPath, shown: { without: 'Result' } },
    { ...parameters, shown: { without: 'Result' } },
    {
      stage: 'result',
      field: 'Result',
      kind: 'constant',
      sees: 'arguments',
      gives: 'result',
      absent: 'arguments',
      shown: { with: 'Result' },
    },
    // a Pass state has no ResultSelector, but TestState shows the stage
    { stage: 'afterResultSelector', kind: 'template', sees: 'result', gives: 'selected', absent: 'result', shown: true },
    assign,
    resultPath,
    outputPath,
  ],
  Parallel: [inputPath, parameters, work, ...afterWork],
  Map: [
    shown(inputPath),
    { stage: 'afterItemsPath', field: 'ItemsPath', kind: 'items', sees: 'effective', gives: 'items', absent: 'effective', shown: true },
    ...asides('number', 'effective', 'MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'),
    {
      stage: 'afterItemsPointer',
      field: 'ItemReader',
      kind: 'read',
      sees: 'effective',
      gives: 'items',
      absent: 'items',
      distributed: true,
    },
    {
      stage: 'afterItemSelector',
      field: 'ItemSelector',
      formerly: 'Parameters',
      kind: 'each',
      sees: 'effective',
      gives: 'item',
      item: true,
      shown: true,
    },
    {
      stage: 'afterItemBatcher',
      field: 'ItemBatcher',
      kind: 'batch',
      sees: 'effective',
      gives: 'child',
      absent: 'item',
      distributed: true,
      shown: true,
    },
    { ...work, sees: 'child' },
    { field: 'ResultWriter', kind: 'write', sees: 'effective', gives: 'result', absent: 'result', distributed: true },
    ...afterWork,
  ],
  Choice: [
    shown(inputPath),
    { field: 'Choices', kind: 'rules', sees: 'effective' },
    { stage: 'result', kind: 'work', sees: 'effective' },
    // where no rule holds
    { field: 'Assign', kind: 'assign', sees: 'effective' },
    effectivePath,
  ],
  ChoiceRule: [{ field: 'Assign', kind: 'assign', sees: 'effective' }],
  Wait: [
    shown(inputPath),
    ...asides('number', 'effective', 'SecondsPath'),
    ...asides('text', 'effective', 'TimestampPath'),
    { stage: 'waiting', kind: 'work', sees: 'effective' },
    { ...assign, sees: 'effective' },
    effectivePath,
  ],
  Succeed: [shown(inputPath), effectivePath],
  Fail: [
    { stage: 'afterInputPath', kind: 'path', sees: 'input', gives: 'effective', absent: 'input', shown: true },
    ...asides('text', 'effective', 'ErrorPath', 'CausePath'),
    { stage: 'failed', kind: 'work', sees: 'effective' },
  ],
  Catcher: [
    { field: 'ResultPath', kind: 'resultPath', sees: 'errorOutput', gives: 'output', absent: 'errorOutput', null: 'input' },
    { field: 'Assign', kind: 'assign', sees: 'errorOutput' },
  ],
}
