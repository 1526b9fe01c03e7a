export { runExecution } from './runExecution'
export { runMocked } from './runMocked'
export { testState } from './testState'
export { validate } from './validate'
