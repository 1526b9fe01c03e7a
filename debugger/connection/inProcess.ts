import type { System } from '../system'
import type { StartEngine } from './engine'
import { AslDebugSession } from './session'

/** The session in this thread: for hosts that need no protection from an expression that never ends. */
export const engineHere =
  (system: System): StartEngine =>
  ({ send }) => {
    const session = new AslDebugSession({ system, send })
    return { receive: (text) => session.receive(text), taken: (characters) => session.taken(characters), stop: () => session.close() }
  }
