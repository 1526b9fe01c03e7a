export { runExecution } from './runExecution'
export { validate } from './validate'
