'use strict'
// Ends a function's process with all that it has started. Loaded by Stepthrough and by its guard, which outlives it.
const { execFile } = require('node:child_process')
const { readdir, readFile } = require('node:fs/promises')

/** @param {string} program @param {string[]} args @returns {Promise<string>} */
const output = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { windowsHide: true, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout ?? ''))
  })

/** @param {number} pid negative: a group. @returns {boolean} whether there was one */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

/**
 * Processes with a variable in their environment: they have left their parent's group, but hardly their environment.
 * @param {string} marker
 */
async function marked(marker) {
  if (process.platform !== 'linux') {
    const lines = (await output('ps', ['-axEww', '-o', 'pid=,command='])).split('\n')
    return lines.filter((line) => line.includes(marker)).map((line) => Number.parseInt(line, 10))
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
  return pids.filter((_, i) => environments[i].includes(marker)).map(Number)
}

/**
 * Ends the process, its group, and where there are any, its descendants in groups of their own. It never rejects.
 * @param {number} pid also of one that has ended
 * @param {string} marker a text that only the environments of these processes have
 */
async function endTree(pid, marker) {
  if (process.platform === 'win32') {
    await output('taskkill', ['/pid', String(pid), '/T', '/F'])
    return
  }
  kill(-pid)
  // one that forks while it is looked for is found the next time
  for (let round = 0; round < 5; round++) {
    const left = (await marked(marker).catch(() => [])).filter((each) => each !== process.pid)
    if (!left.map(kill).some(Boolean)) return
  }
}

module.exports = { endTree }
