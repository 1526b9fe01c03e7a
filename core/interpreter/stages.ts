import { type RecordName, recordNames } from '../model/dataflow'

/** The records of a state's data flow, by the names of TestState's inspectionData. */
export const stageNames = recordNames

/** Index into `stageNames`. */
export type StageName = number

/** Index into `stageNames` by name. */
export const stage = Object.fromEntries(recordNames.map((name, i) => [name, i])) as { readonly [K in RecordName]: StageName }
