import type { Fault } from '../debugger/protocol'
import { askError } from './askError'
import { askJson } from './askJson'
import type { Sessions } from './sessions'
import { type StackItem, stackItem } from './stackItem'

/** What a command lets happen; undefined where the person leaves it. */
type Ask = (item: StackItem) => Promise<Fault | undefined>

/** The commands that let something happen to the state of a row of the Call Stack. */
export const faults = {
  throwError: async (item) => {
    const { state, errors } = await help(item)
    const answer = await askError(state, errors)
    return answer && 'error' in answer ? { kind: 'error', ...answer } : undefined
  },
  timeOut: async () => ({ kind: 'timeout' }),
  returnResult: async (item) => {
    const { state, skeleton } = await help(item)
    const output = await askJson({
      title: `Result of ${state}`,
      value: skeleton === undefined ? '{}' : JSON.stringify(JSON.parse(skeleton)),
    })
    return output === undefined ? undefined : { kind: 'result', output }
  },
  exceedLimit: async () => ({ kind: 'limit' }),
} satisfies Record<string, Ask>

/** The command of one of them. Throws what the adapter says where it cannot be. */
export const letHappen =
  (ask: Ask) =>
  ({ sessions }: { readonly sessions: Sessions }) =>
  async (...args: unknown[]): Promise<void> => {
    const item = await stackItem(sessions, args)
    const fault = item && (await ask(item))
    if (item && fault) await item.execution.request('stepthrough/inject', { ...place(item), fault })
  }

const help = (item: StackItem) => item.execution.request('stepthrough/stateHelp', place(item))

const place = ({ threadId, frameId }: StackItem) => ({ threadId, ...(frameId !== undefined && { frameId }) })
