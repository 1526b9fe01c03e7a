/**
 * The records of a state's data flow, in the order in which they are made: each is a stage that a thread can stand at, and a member of
 * TestState's inspectionData. Source: API reference, InspectionData.
 */
export const recordNames = [
  'afterInputPath',
  'afterParameters',
  'afterArguments',
  'afterItemsPath',
  'afterItemsPointer',
  'afterItemSelector',
  'afterItemBatcher',
  'result',
  'afterResultSelector',
  'afterResultPath',
] as const
/** A word of `recordNames`. */
export type RecordName = (typeof recordNames)[number]

/**
 * Where a thread stands in its state. `enter`: the state's input is known and nothing has been evaluated (breakpoints on states
 * stop here, with StateEntered in the history). `input`: its first field or its work is about to see the input. `waiting` and `children`: the state's work is under way. `exit`: the output is known,
 * StateExited is not yet logged. `failed`: an error that no Retrier and no Catcher of this state handles is about to leave it. The
 * others are the stages of the data flow (docs/data-flow.md).
 */
export type Stage = 'enter' | 'input' | RecordName | 'waiting' | 'children' | 'retry' | 'caught' | 'exit' | 'failed'
