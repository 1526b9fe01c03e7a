// aws-local-stepfunctions, the fastest of the interpreters that users have.
import { StateMachine } from 'aws-local-stepfunctions'

// it uses a function of Node 22
Promise.withResolvers ??= () => {
  let resolve
  let reject
  const promise = new Promise((a, b) => {
    resolve = a
    reject = b
  })
  return { promise, resolve, reject }
}

export const build = (definition) => new StateMachine(definition, { validationOptions: { noValidate: true } })

export const run = (machine, input, tasks) => machine.run(input, { overrides: { taskResourceLocalHandlers: tasks } }).result
