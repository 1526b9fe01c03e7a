import type { Json } from '../base/json'
import { type SchemaUse, schemaOf } from '../forms/schema'
import { configForm } from './members'

/** The JSON schema of stepthrough.json, made of the table of its members. */
export const configSchema = (use: SchemaUse): Json =>
  schemaOf(configForm, use, { title: 'stepthrough.json', description: 'Who answers the tasks of state machines on this computer.' })
