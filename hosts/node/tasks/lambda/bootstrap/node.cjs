'use strict'
// Runs a Node function: takes its calls from the Lambda Runtime API and hands them to the handler. With --debug it waits for a debugger first.
const inspector = require('node:inspector')
const { Socket } = require('node:net')
const { loadHandler, runtimeError, withTypes } = require('./nodeHandler.cjs')
const { RuntimeClient } = require('./runtimeClient.cjs')

/** @type {RuntimeClient} */
let api
const debugging = process.argv.includes('--debug')
/** Not with --run: its breakpoints are where it stops. */
const stopping = debugging && !process.argv.includes('--run')

/** The call that is being worked on. @type {{ id: string, whenIdle(): void } | undefined} */
let current
let loaded = false

/** @typedef {{ error: unknown } | { result: unknown }} Outcome */

/** Whether a line of a stack is none of this program's own. */
const isOfFunction = (line) => !line.includes(__dirname)

const unreadable =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'

/** The error as Lambda writes it. @param {unknown} error */
function describe(error) {
  try {
    if (error instanceof Error || (error?.name && error.message && error.stack)) {
      const trace = error.stack.split('\n').filter(isOfFunction)
      return { errorType: String(error.name), errorMessage: String(error.message), trace }
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] }
  } catch {
    return { errorType: 'handled', errorMessage: unreadable }
  }
}

/** @param {unknown} error */
function postError(error) {
  const description = describe(error)
  const { errorType, errorMessage, trace = [] } = description
  const text = JSON.stringify(description)
  console.error(trace[0] === undefined ? errorMessage : trace.join('\n'))
  // a header has its limit, a name has none
  const headers = { 'Lambda-Runtime-Function-Error-Type': encodeURIComponent(errorType.slice(0, 256).replace(/[^ -~]/g, '?')) }
  return api.request('POST', current ? `invocation/${current.id}/error` : 'init/error', text, headers)
}

/** @param {Outcome} outcome */
async function answer(outcome) {
  if ('error' in outcome) return postError(outcome.error)
  let text
  try {
    text = JSON.stringify(outcome.result === undefined ? null : outcome.result)
  } catch (error) {
    return postError(runtimeError('MarshalError', `Unable to stringify response body: ${error?.message}`, error))
  }
  return api.request('POST', `invocation/${current.id}/response`, text ?? 'null')
}

const json = (text) => (text === undefined ? undefined : JSON.parse(text))

/** The object that handlers get as `context`. */
function contextOf(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms'])
  const done = (error, result) => settle(error === undefined || error === null ? { result } : { error })
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: json(headers['lambda-runtime-client-context']),
    identity: json(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done,
    succeed: (result) => settle({ result }),
    fail: (error) => settle({ error: error ?? 'handled' }),
  }
}

/** Hands one call to the handler. @returns {Promise<Outcome>} */
function call(handler, { headers, text }) {
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id']
  return new Promise((settle) => {
    const context = contextOf(headers, settle)
    const { succeed, fail } = context
    const whenIdle = () => settle(handler.constructor.name === 'AsyncFunction' ? { error: neverSettled() } : { result: null })
    current = { id: headers['lambda-runtime-aws-request-id'], whenIdle }
    const callback = (error, result) => {
      if (error !== undefined && error !== null) settle({ error })
      else if (!context.callbackWaitsForEmptyEventLoop) settle({ result })
      else current.whenIdle = () => settle({ result })
    }
    try {
      const result = handler(JSON.parse(text), context, callback)
      if (typeof result?.then === 'function') result.then(succeed, fail)
    } catch (error) {
      fail(error)
    }
  })
}

const neverSettled = () =>
  runtimeError('NodeJsExit', 'The handler’s promise was never settled, and nothing is left that could: the event loop is empty.')

/** An error that nobody has caught ends the process, once it has been told. */
async function crash(error, code) {
  if (loaded && !current) {
    console.error(error)
    process.exit(code)
  }
  await postError(error)
  process.exit(code)
}

async function main() {
  api = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API)
  process.on('uncaughtException', (error) => crash(error, 129))
  process.on('unhandledRejection', (reason) => {
    const error = runtimeError('UnhandledPromiseRejection', String(reason), reason)
    crash(error, 128)
  })
  process.on('beforeExit', () => current?.whenIdle())
  // what is printed is written at once, also before an exit; who prints faster than it is read waits
  for (const { _handle } of [process.stdout, process.stderr]) _handle?.setBlocking?.(true)
  // who has started this process is gone when its pipe closes
  const pipe = new Socket({ fd: 3 })
  pipe.on('close', () => process.exit(1)).on('error', () => {})
  pipe.resume().unref()
  if (debugging) inspector.open(0, '127.0.0.1', true)
  let handler
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
  } catch (error) {
    await postError(error)
    process.exit(1)
  }
  loaded = true
  for (;;) {
    const invocation = await api.request('GET', 'invocation/next')
    if (stopping) stopOnFirstLine(handler)
    const outcome = await call(handler, invocation)
    await answer(outcome)
    current = undefined
  }
}

/** Sets a breakpoint where the handler's body begins. It is this process's own: whichever debugger has attached is told of the stop. */
function stopOnFirstLine(handler) {
  const session = new inspector.Session()
  session.connect()
  const ask = (method, parameters) => {
    let answered
    session.post(method, parameters, (_error, result) => (answered = result))
    return answered
  }
  globalThis[key] = handler
  ask('Debugger.enable')
  const { result } = ask('Runtime.evaluate', { expression: `globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(key))})]` })
  delete globalThis[key]
  const { internalProperties = [] } = ask('Runtime.getProperties', { objectId: result.objectId, ownProperties: true })
  const start = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value
  const { locations = [] } = (start && ask('Debugger.getPossibleBreakpoints', { start, restrictToFunction: true })) ?? {}
  if (locations[0]) ask('Debugger.setBreakpoint', { location: locations[0] })
}
const key = Symbol.for('stepthrough.handler')

withTypes(() => main())
