import type { StandingBody, StandingThread } from '../../debugger/protocol'

/** Why the debugger stands, behind "Paused", by the reason of the `stopped` event. */
const reasons: { readonly [reason: string]: string } = {
  entry: 'on entry',
  step: 'after a step',
  breakpoint: 'on a breakpoint',
  'function breakpoint': 'on a function breakpoint',
  'data breakpoint': 'on a data breakpoint',
  exception: 'on an error',
  pause: 'by you',
  task: 'on a task',
  goto: '',
  restart: 'after a restart',
  divergence: 'where the recording is left',
}

/** Reasons whose description says no more than the place beside it. */
const plain: ReadonlySet<string> = new Set(['entry', 'step', 'pause', 'goto'])

/** "Paused on a breakpoint" */
export const pausedText = ({ reason }: StandingBody): string => `Paused ${Object.hasOwn(reasons, reason) ? reasons[reason] : ''}`.trimEnd()

/** What else is told of the stop: the error, what a data breakpoint has seen, where a restart has not come to. */
export const aboutStop = ({ reason, description, text }: StandingBody): string =>
  plain.has(reason) ? '' : [description, text].filter((part) => part !== undefined && part !== '').join(': ')

const waits = { task: 'waits for its result', time: 'waits for a time', children: 'waits for its branches or items' } as const

/** Where in its state a thread stands, in the words of its stage: "afterParameters", "attempt 2". */
export function stageText({ stage, attempt, waitsFor }: StandingThread): string {
  const at = waitsFor !== undefined ? waits[waitsFor] : stage === 'enter' ? '' : stage
  return [at, attempt > 0 ? `attempt ${attempt + 1}` : ''].filter(Boolean).join(', ')
}
