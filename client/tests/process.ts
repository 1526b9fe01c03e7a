import { fork } from 'node:child_process'
import * as vscode from 'vscode'
import type { RunnerAnswer, RunnerQuestion } from '../../hosts/node/tests/protocol'

/** The process that reads and runs tests, as the extension sees it. */
export interface RunnerProcess {
  post(question: RunnerQuestion): void
  end(): void
}

/** Starts a runner on VS Code's own Node. `died`: it has ended, and not because somebody ended it; in words why. */
export function startRunner(extension: vscode.Uri, answered: (answer: RunnerAnswer) => void, died: (why: string) => void): RunnerProcess {
  const file = vscode.Uri.joinPath(extension, 'dist', 'testRunner.js').fsPath
  const child = fork(file, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  let ended = false
  const over = (why: string) => {
    if (!ended) died(why)
    ended = true
  }
  child.on('message', answered)
  child.on('error', ({ message }) => over(message))
  child.on('exit', (code, signal) => over(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`))
  return {
    // one that has died is told by its exit
    post: (question) => void child.send(question, () => {}),
    end: () => {
      ended = true
      child.kill()
    },
  }
}
