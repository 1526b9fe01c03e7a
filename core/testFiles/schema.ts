import type { Json } from '../base/json'
import { type SchemaUse, schemaOf } from '../forms/schema'
import { testFileForm } from './members'

/** The JSON schema of test files, made of the table of their members. */
export const testSchema = (use: SchemaUse): Json =>
  schemaOf(testFileForm, use, { title: 'Test file', description: 'Cases of a state machine, and what has to come of each.' })
