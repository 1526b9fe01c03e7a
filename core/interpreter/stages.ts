/** The records of a state's data flow, by the names of TestState's inspectionData. Source: API reference, InspectionData. */
export const stageNames = [
  'input',
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
  'variables',
] as const

/** Index into `stageNames`. */
export const stage = {
  input: 0,
  afterInputPath: 1,
  afterParameters: 2,
  afterArguments: 3,
  afterItemsPath: 4,
  afterItemsPointer: 5,
  afterItemSelector: 6,
  afterItemBatcher: 7,
  result: 8,
  afterResultSelector: 9,
  afterResultPath: 10,
  variables: 11,
} as const satisfies { readonly [K in (typeof stageNames)[number]]: number }

export type StageName = (typeof stage)[keyof typeof stage]
