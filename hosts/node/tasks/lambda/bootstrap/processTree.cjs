'use strict'
// Ends a function's process with all that it has started. Loaded by Stepthrough and by its guard, which outlives it.
const { execFile } = require('node:child_process')
const { readdir, readFile } = require('node:fs/promises')

/** @param {string} program @param {string[]} args @returns {Promise<string>} */
const output = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { windowsHide: true, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout ?? ''))
  })

/** @param {number} pid negative: a group @param {NodeJS.Signals} signal */
function send(pid, signal = 'SIGKILL') {
  try {
    process.kill(pid, signal)
  } catch {
    // it has ended
  }
}

/** @typedef {{ pid: number, parent: number, group: number, environment: string }} Process */

/** All processes that may be looked into. @returns {Promise<Process[]>} */
async function processes() {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const read = (pid, name) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '')
    return Promise.all(
      pids.map(async (pid) => {
        const [stat, environment] = await Promise.all([read(pid, 'stat'), read(pid, 'environ')])
        // PID (NAME) STATE PARENT GROUP, and a name may have brackets
        const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return { pid: Number(pid), parent: Number(parent), group: Number(group), environment }
      }),
    )
  }
  const lines = (await output('ps', ['-axEww', '-o', 'pid=,ppid=,pgid=,command='])).split('\n')
  return lines.map((line) => {
    const [pid, parent, group] = line.trim().split(/\s+/, 3).map(Number)
    return { pid, parent, group, environment: line }
  })
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
 * Those that have left the group: by the text in their environment, or as children of what is known.
 * @param {Process[]} all @param {number} group @param {string} marker @param {Set<number>} ended
 */
function strays(all, group, marker, ended) {
  const found = new Set(ended)
  // numbers begin again: a child may stand before its parent
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent, environment } of all) if (found.has(parent) || environment.includes(marker)) found.add(pid)
  }
  return all.filter((each) => found.has(each.pid) && !ended.has(each.pid) && each.group !== group && each.pid !== process.pid)
}

/**
 * Ends the process, its group, and its descendants in groups of their own. One that has left its parent, its group and its environment, all three,
 * is nobody's any more: it is not found. It never rejects.
 * @param {number} pid also of one that has ended
 * @param {string} marker a text that only the environments of these processes have
 */
async function endTree(pid, marker) {
  if (process.platform === 'win32') {
    await output('taskkill', ['/pid', String(pid), '/T', '/F'])
    return
  }
  // a parent that has ended is no longer said to be one: it stands still until its children are known
  send(-pid, 'SIGSTOP')
  const ended = new Set([pid])
  // one that forks while it is looked for is found the next time
  for (let round = 0; round < 10; round++) {
    const left = strays(await look(), pid, marker, ended)
    if (round === 0) send(-pid)
    if (left.length === 0) return
    for (const each of left) {
      ended.add(each.pid)
      send(each.pid)
    }
  }
}

module.exports = { endTree }
