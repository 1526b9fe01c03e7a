'use strict'
// Ends a function's process with all that it has started. Loaded by Stepthrough and by its guard, which outlives it.
const { execFile } = require('node:child_process')
const { readFileSync } = require('node:fs')
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

/** @typedef {{ pid: number, parent: number, group: number, environment: string, limits: string }} Process */

/** All processes that may be looked into. @returns {Promise<Process[]>} */
async function processes() {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const read = (pid, name) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '')
    return Promise.all(
      pids.map(async (pid) => {
        const [stat, environment, limits] = await Promise.all(['stat', 'environ', 'limits'].map((name) => read(pid, name)))
        // PID (NAME) STATE PARENT GROUP, and a name may have brackets
        const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return { pid: Number(pid), parent: Number(parent), group: Number(group), environment, limits }
      }),
    )
  }
  const lines = (await output('ps', ['-axEww', '-o', 'pid=,ppid=,pgid=,command='])).split('\n')
  return lines.map((line) => {
    const [pid, parent, group] = line.trim().split(/\s+/, 3).map(Number)
    return { pid, parent, group, environment: line, limits: '' }
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
 * Two limits that nothing comes near, and that all descendants of a process have, whatever else they leave: a little lower by what the marker says, they are a
 * mark too. A daemon leaves its parent and its group, and one that writes its title over its environment (redis, nginx) loses the marker.
 */
const marked = [
  { name: 'Max pending signals', option: '--sigpending', from: 0, to: 3, least: 8192 },
  { name: 'Max msgqueue size', option: '--msgqueue', from: 3, to: 7, least: 131072 },
]

/** The marked limits, on Linux; undefined where they are too low to be marked. @param {string} marker in hexadecimal digits */
function limitsOf(marker) {
  if (process.platform !== 'linux') return undefined
  const own = readFileSync('/proc/self/limits', 'utf8')
  const values = marked.map(({ name, from, to, least }) => {
    const limit = Number(new RegExp(`^${name}\\s+\\d+\\s+(\\d+)`, 'm').exec(own)?.[1])
    return limit >= least ? limit - 1 - Number.parseInt(marker.slice(from, to), 16) : Number.NaN
  })
  return values.some(Number.isNaN) ? undefined : values
}

/** Marks a process that has just begun, where the system has `prlimit`. @param {number} pid @param {string} marker */
function mark(pid, marker) {
  const options = limitsOf(marker)?.map((value, i) => `${marked[i].option}=${value}`)
  if (options) output('prlimit', ['--pid', String(pid), ...options])
}

/** Whether a process has the marked limits. @param {string} marker @returns {(limits: string) => boolean} */
function isMarked(marker) {
  const lines = limitsOf(marker)?.map((value, i) => new RegExp(`^${marked[i].name}\\s+${value}\\s+${value}\\s`, 'm'))
  return lines === undefined ? () => false : (limits) => lines.every((line) => line.test(limits))
}

/**
 * Those that have left the group: by what they have of the marker, or as children of what is known.
 * @param {Process[]} all @param {number} group @param {string} marker @param {Set<number>} ended
 */
function strays(all, group, marker, ended) {
  const found = new Set(ended)
  const has = isMarked(marker)
  for (const { pid, environment, limits } of all) if (environment.includes(marker) || has(limits)) found.add(pid)
  // numbers begin again: a child may stand before its parent
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all.filter((each) => found.has(each.pid) && !ended.has(each.pid) && each.group !== group && each.pid !== process.pid)
}

/**
 * Ends the process, its group, and its descendants in groups of their own. It never rejects.
 * @param {number} pid also of one that has ended
 * @param {string} marker hexadecimal digits that only the environments of these processes have
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

module.exports = { endTree, mark }
