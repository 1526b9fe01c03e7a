'use strict'
// Ends a function's process with all that it has started. Loaded by Stepthrough and by its guard, which outlives it.
const { execFile } = require('node:child_process')
const { readdir, readFile } = require('node:fs/promises')

/** @param {string} program @param {string[]} args @returns {Promise<string>} */
const output = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { windowsHide: true, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout ?? ''))
  })

/** @param {number} pid negative: a group */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended
  }
}

/** @typedef {{ pid: number, environment: string }} Process */

/** All processes that may be looked into. @returns {Promise<Process[]>} */
async function processes() {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    return Promise.all(
      pids.map(async (pid) => ({ pid: Number(pid), environment: await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '') })),
    )
  }
  const lines = (await output('ps', ['-axEww', '-o', 'pid=,command='])).split('\n')
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), environment: line }))
}

/** @type {Promise<Process[]> | undefined} */
let upcoming

/** As they are after this turn: whoever asks in one turn is answered by one look. */
function look() {
  upcoming ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
    upcoming = undefined
    return processes().catch(() => [])
  })
  return upcoming
}

/**
 * Ends the process, its group, and its descendants in groups of their own: they have left the group, but hardly their environment. It never rejects.
 * @param {number} pid also of one that has ended
 * @param {string} marker a text that only the environments of these processes have
 */
async function endTree(pid, marker) {
  if (process.platform === 'win32') {
    await output('taskkill', ['/pid', String(pid), '/T', '/F'])
    return
  }
  kill(-pid)
  const ended = new Set([pid, process.pid])
  // one that forks while it is looked for is found the next time
  for (let round = 0; round < 10; round++) {
    const left = (await look()).filter((each) => !ended.has(each.pid) && each.environment.includes(marker))
    if (left.length === 0) return
    for (const each of left) {
      ended.add(each.pid)
      kill(each.pid)
    }
  }
}

module.exports = { endTree }
