import { parentPort } from 'node:worker_threads'
import { readerAnswers } from './answers'
import type { ReaderAnswer, ReaderQuestion } from './protocol'

/** Has one run open for a panel, in a thread of its own: whatever it takes, the editor goes on, and ends it when nobody looks any more. */
const port = parentPort!
const answers = readerAnswers()
let queue: Promise<void> = Promise.resolve()

port.on('message', (question: ReaderQuestion) => {
  queue = queue.then(async () => port.postMessage(await answer(question)))
})

async function answer({ id, name, args }: ReaderQuestion): Promise<ReaderAnswer> {
  try {
    return { id, body: await (answers[name] as (args: unknown) => unknown)(args) }
  } catch (error) {
    return { id, refused: error instanceof Error ? error.message : String(error) }
  }
}
