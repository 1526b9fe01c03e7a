'use strict'
// Outlives Stepthrough by a moment: when its stdin ends, by a kill too, it ends all functions that are still there.
// It reads lines: `+PID MARKER` for a process that has been started, `-PID` for one that has been ended.
const { createInterface } = require('node:readline')
const { endTree } = require('./processTree.cjs')

/** @type {Map<string, string>} */
const running = new Map()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [pid, marker = ''] = line.slice(1).split(' ')
    if (line.startsWith('+')) running.set(pid, marker)
    else running.delete(pid)
  })
  .on('close', async () => {
    await Promise.all([...running].map(([pid, marker]) => endTree(Number(pid), marker)))
    process.exit()
  })
