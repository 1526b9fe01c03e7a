import { runnerAnswers } from './answers'
import type { RunnerAnswer, RunnerQuestion, TestEvent } from './protocol'

/**
 * Reads and runs tests for the extension, in a process of its own: whatever a state machine or a function does, the editor goes on, and ends all of it with
 * this process.
 */
let queue: Promise<void> = Promise.resolve()
const send = (answer: RunnerAnswer) => void process.send?.(answer)

process.on('message', (question: RunnerQuestion) => {
  queue = queue.then(() => answer(question))
})
// the editor is gone
process.on('disconnect', () => process.exit())

async function answer({ id, name, args }: RunnerQuestion): Promise<void> {
  const tell = (event: TestEvent) => send({ id, event })
  try {
    send({ id, body: await (runnerAnswers[name] as (args: unknown, tell: (event: TestEvent) => void) => Promise<unknown>)(args, tell) })
  } catch (error) {
    send({ id, refused: error instanceof Error ? error.message : String(error) })
  }
}
