// Ours, as the CLI and the debugger run it: with the history, the limits and the log of effects.
import { importBundled } from '../../test/support/bundle.mjs'

const { begin, compile } = await importBundled('bench/engines/stepthrough.ts', ['core', 'hosts', 'bench'])

export const build = compile

export async function run(plan, input, tasks) {
  const execution = begin(plan, input, tasks)
  await execution.run()
  if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.error}: ${execution.cause}`)
  return execution.output
}
