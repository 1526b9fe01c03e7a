export { schemaFiles } from '../cli/schemas'
export { configSchema } from '../core/config/schema'
export { testSchema } from '../core/testFiles/schema'
