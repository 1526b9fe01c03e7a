export { runExecution } from './runExecution'
export { runMocked } from './runMocked'
export { validate } from './validate'
