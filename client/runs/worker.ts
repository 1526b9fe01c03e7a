import { Worker } from 'node:worker_threads'
import * as vscode from 'vscode'
import type { ReaderAnswer, ReaderQuestion } from '../../hosts/node/runs/protocol'

/** The thread that reads runs, as the extension sees it. */
export interface ReaderThread {
  post(question: ReaderQuestion): void
  end(): void
}

/** Megabytes that a reader may take: the editor has to live with it. */
const mostMemory = 2048

/** Starts a reader. `died`: it has ended, and not because somebody ended it; in words why. */
export function startReader(extension: vscode.Uri, answered: (answer: ReaderAnswer) => void, died: (why: string) => void): ReaderThread {
  const file = vscode.Uri.joinPath(extension, 'dist', 'runReader.js').fsPath
  const worker = new Worker(file, { execArgv: [], stdout: true, resourceLimits: { maxOldGenerationSizeMb: mostMemory } })
  let why = 'it ended by itself'
  let ended = false
  worker.on('message', answered)
  worker.on('error', (error: NodeJS.ErrnoException) => {
    why = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it takes more memory than there is' : error.message
  })
  worker.on('exit', () => ended || died(why))
  return {
    post: (question) => worker.postMessage(question),
    end: () => {
      ended = true
      void worker.terminate()
    },
  }
}
