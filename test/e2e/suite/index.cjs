// Runs in the extension host: mocha over the files beside this one. The same under a VS Code server and under a desktop VS Code.
const { appendFileSync, readdirSync, writeFileSync } = require('node:fs')
const path = require('node:path')
const Mocha = require('mocha')

exports.run = async () => {
  const print = (text) => (process.env.E2E_OUTPUT ? appendFileSync(process.env.E2E_OUTPUT, `${text}\n`) : console.log(text))
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: function none() {} })
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'))) mocha.addFile(path.join(__dirname, file))
  const result = { passed: 0, failed: 0 }
  await new Promise((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => {
        result.passed++
        print(`  ok    ${test.fullTitle()} (${test.duration} ms)`)
      })
      .on('fail', (test, error) => {
        result.failed++
        print(`  FAIL  ${test.fullTitle()}: ${error.stack ?? error.message}`)
      })
  })
  // The harness takes this file for the truth, and its absence for a failure.
  if (process.env.E2E_RESULT) writeFileSync(process.env.E2E_RESULT, JSON.stringify(result))
  if (result.failed) throw new Error(`${result.failed} tests failed`)
}
