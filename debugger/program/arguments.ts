import type { Handlers } from '../dap'
import { errors } from '../errors'
import { isTime, timeForm } from './launch'

/** What a value has to be. A member whose name ends in `?` may be missing or null. */
type Shape = keyof typeof kinds | readonly [Shape] | { readonly [name: string]: Shape }

/** `integer`: lines, columns, ids. */
const kinds = {
  integer: { is: (value: unknown) => Number.isInteger(value), called: 'a whole number' },
  text: { is: (value: unknown) => typeof value === 'string', called: 'a text' },
  stepBy: { is: (value: unknown) => value === 'state' || value === 'stage', called: '"state" or "stage"' },
  time: { is: isTime, called: timeForm },
  flag: { is: (value: unknown) => typeof value === 'boolean', called: 'true or false' },
  any: { is: () => true, called: 'a value' },
} as const

const source = { 'path?': 'text' } as const
const thread = { threadId: 'integer' } as const
const page = { 'start?': 'integer', 'count?': 'integer' } as const
const part = { ref: { event: 'integer', 'attempt?': 'integer', name: 'text' }, steps: ['any'] } as const
const settings = { 'condition?': 'text', 'hitCondition?': 'text', 'logMessage?': 'text' } as const

/** What each request has to be given, so that a handler finds what its types promise. Source: Debug Adapter Protocol. */
export const shapes: { readonly [K in keyof Handlers]: Shape | undefined } = {
  initialize: {},
  launch: {},
  attach: undefined,
  configurationDone: undefined,
  restart: { 'arguments?': {} },
  terminate: undefined,
  disconnect: undefined,

  setBreakpoints: { source, 'breakpoints?': [{ line: 'integer', 'column?': 'integer', ...settings }], 'lines?': ['integer'] },
  setFunctionBreakpoints: { breakpoints: [{ name: 'text', ...settings }] },
  setExceptionBreakpoints: { filters: ['text'], 'filterOptions?': [{ filterId: 'text', 'condition?': 'text' }] },
  dataBreakpointInfo: { name: 'text', 'variablesReference?': 'integer', 'frameId?': 'integer', 'asAddress?': 'flag' },
  setDataBreakpoints: { breakpoints: [{ dataId: 'text', 'accessType?': 'text', 'condition?': 'text', 'hitCondition?': 'text' }] },
  breakpointLocations: { source, line: 'integer', 'column?': 'integer', 'endLine?': 'integer', 'endColumn?': 'integer' },

  continue: thread,
  next: { ...thread, 'granularity?': 'text' },
  stepIn: { ...thread, 'granularity?': 'text', 'targetId?': 'integer' },
  stepInTargets: { frameId: 'integer' },
  stepOut: { ...thread, 'granularity?': 'text' },
  stepBack: { ...thread, 'granularity?': 'text' },
  reverseContinue: thread,
  restartFrame: { frameId: 'integer' },
  gotoTargets: { source, line: 'integer', 'column?': 'integer' },
  goto: { ...thread, targetId: 'integer' },
  pause: thread,

  threads: undefined,
  stackTrace: { ...thread, 'startFrame?': 'integer', 'levels?': 'integer' },
  scopes: { frameId: 'integer' },
  variables: { variablesReference: 'integer', 'filter?': 'text', ...page },
  setVariable: { variablesReference: 'integer', name: 'text', value: 'text' },
  setExpression: { expression: 'text', value: 'text', 'frameId?': 'integer' },
  evaluate: {
    expression: 'text',
    'frameId?': 'integer',
    'context?': 'text',
    'line?': 'integer',
    'column?': 'integer',
    'source?': source,
  },
  completions: { text: 'text', column: 'integer', 'line?': 'integer', 'frameId?': 'integer' },
  exceptionInfo: thread,
  cancel: { 'progressId?': 'text' },
  loadedSources: undefined,

  'stepthrough/setTime': { time: 'time' },
  'stepthrough/goToEvent': { id: 'integer' },
  'stepthrough/frameThread': { frameId: 'integer' },
  'stepthrough/restartToHere': undefined,
  'stepthrough/skipTimer': undefined,
  'stepthrough/stepBy': { by: 'stepBy' },
  'stepthrough/answerTask': { ...thread, 'error?': 'text', 'cause?': 'text', 'echo?': 'flag', 'forState?': 'flag', 'goOn?': 'flag' },
  'stepthrough/stateHelp': { ...thread, 'frameId?': 'integer' },
  'stepthrough/inject': { ...thread, 'frameId?': 'integer', fault: { kind: 'text', 'error?': 'text', 'cause?': 'text' } },
  'stepthrough/taskStates': undefined,
  'stepthrough/answerState': { state: 'text', 'error?': 'text', 'cause?': 'text', 'echo?': 'flag' },
  'stepthrough/debugFunctions': { files: ['text'] },
  'stepthrough/answerRemoteCall': { id: 'integer', allow: 'flag' },
  'stepthrough/taskHelp': thread,
  'stepthrough/recordAnswer': {
    ...thread,
    text: 'text',
    testCase: 'text',
    forState: 'flag',
    answer: { 'error?': 'text', 'cause?': 'text', 'echo?': 'flag' },
  },
  'stepthrough/recordResult': { ...thread, 'frameId?': 'integer', text: 'text', testCase: 'text', forState: 'flag' },
  'stepthrough/getHistory': undefined,
  'stepthrough/searchEvents': { text: 'text', from: 'integer' },
  'stepthrough/getEvents': { from: 'integer', 'count?': 'integer' },
  'stepthrough/whoWrote': { 'variablesReference?': 'integer', 'name?': 'text', 'expression?': 'text', 'frameId?': 'integer' },
  'stepthrough/copyValue': { variablesReference: 'integer', name: 'text', as: 'text' },
  'stepthrough/inlineValues': { frameId: 'integer' },
  'stepthrough/pendingTasks': undefined,
  'stepthrough/programSaved': undefined,
  'stepthrough/saveRun': undefined,
  'stepthrough/visit': { event: 'integer', 'attempt?': 'integer' },
  'stepthrough/execution': undefined,
  'stepthrough/value': { ...part, 'from?': 'integer' },
  'stepthrough/valueText': part,
}

/** The arguments of a request, checked: optional members that are null are left out. Throws a UserError that names what is wrong. */
export function checkedArguments(command: keyof Handlers, args: unknown): unknown {
  const shape = shapes[command]
  if (shape === undefined) return isRecord(args) ? args : undefined
  return checked(args === undefined && allOptional(shape) ? {} : args, shape, '', command)
}

/** A request that needs nothing may come without arguments. */
const allOptional = (shape: Shape): boolean => {
  const names = Object.keys(shape)
  return typeof shape === 'object' && names.length > 0 && names.every((name) => name.endsWith('?'))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Recurses along the shape, which is flat. */
function checked(value: unknown, shape: Shape, path: string, command: string): unknown {
  const wrong = (what: string) => errors.argument(command, path, what)
  if (typeof shape === 'string') {
    if (!kinds[shape].is(value)) throw wrong(kinds[shape].called)
    return value
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) throw wrong('a list')
    return value.map((item, i) => checked(item, shape[0], `${path}[${i}]`, command))
  }
  if (!isRecord(value)) throw wrong('an object')
  const good: Record<string, unknown> = { ...value }
  for (const [key, inner] of Object.entries(shape)) {
    const optional = key.endsWith('?')
    const name = optional ? key.slice(0, -1) : key
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (optional && (given === undefined || given === null)) delete good[name]
    else good[name] = checked(given, inner, path === '' ? name : `${path}.${name}`, command)
  }
  return good
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)
