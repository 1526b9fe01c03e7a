// The part of scripts/mutate.mjs that runs tests: one vitest that stays, with its transformed modules, so that a mutant costs seconds. A process of its
// own, in the copy of the project, because a mutant can loop for ever. Each message is { changed, tests }: the files changed since the last one, and the
// tests in their order; the answer is the first test that fails, or null.
import path from 'node:path'
import { createVitest } from 'vitest/node'

class AsGiven {
  shard = (files) => files
  sort = (files) => files
}

const vitest = await createVitest('test', {
  watch: false,
  bail: 1,
  isolate: false,
  pool: 'forks',
  maxWorkers: 1,
  testTimeout: 20_000,
  sequence: { sequencer: AsGiven },
  reporters: [{}],
  onConsoleLog: () => false,
})

function firstFailure({ testModules, unhandledErrors }) {
  for (const module of testModules) {
    for (const test of module.children.allTests('failed'))
      return `${module.relativeModuleId}: ${test.fullName}: ${test.result().errors?.[0]?.message}`
    if (!module.ok()) return module.relativeModuleId
  }
  return unhandledErrors.length > 0 ? String(unhandledErrors[0].message) : null
}

process.on('message', async ({ changed, tests }) => {
  for (const file of changed) vitest.invalidateFile(path.resolve(file))
  const found = await vitest.globTestSpecifications(tests)
  const place = ({ moduleId }) => tests.findIndex((test) => path.relative('.', moduleId).startsWith(test))
  // What is left of the run before would count as failed in this one.
  vitest.state.filesMap.clear()
  vitest.state.idMap.clear()
  process.send(firstFailure(await vitest.runTestSpecifications(found.sort((a, b) => place(a) - place(b)))))
})
process.on('disconnect', () => process.exit())
process.send('ready')
