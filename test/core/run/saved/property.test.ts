import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Execution } from '../../../../core/interpreter'
import { prepareRun, type Run } from '../../../../core/run/prepare'
import { programOf } from '../../../../core/run/program'
import { endDifference } from '../../../../core/run/saved/check'
import { readSavedRun, type SavedRun } from '../../../../core/run/saved/read'
import { resumed, savedMachines } from '../../../../core/run/saved/resume'
import { headerOf, RunWriter, savedText } from '../../../../core/run/saved/write'
import { hostPorts } from '../../../../hosts/node/ports'
import { anyTask, inputs, machines } from '../../../support/anyMachine'
import { children } from '../../../support/nestedMachines'
import { begin, eventsOf } from '../../interpreter/run'

const limits = { historyEvents: 300 }

function runOf(definition: string, more: object): Run {
  const run = prepareRun({ program: programOf(definition), checked: true })
  if (run.kind === 'refused') throw new Error(run.problems.map(({ message }) => message).join('\n'))
  return { ...run, options: { ...run.options, ...more } }
}

function read(text: string): SavedRun {
  const saved = readSavedRun(text)
  if (saved.kind === 'wrong') throw new Error(saved.message)
  return saved
}

/** Random machines leave states out that nobody reaches: the rules are not asked. */
const again = ({ header }: SavedRun) => runOf(header.definition, header.options)

const told = (execution: Execution) => [execution.status, execution.position, eventsOf(execution)]

test('a run that is killed while it is saved goes on from what was saved to the same end', async () => {
  await fc.assert(
    fc.asyncProperty(
      machines,
      inputs,
      fc.nat({ max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (machine, input, seed, part) => {
        const run = runOf(JSON.stringify(machine), { input, limits })
        const lines: string[] = []
        const writer = new RunWriter((text) => lines.push(text), children.machine)
        writer.begin(headerOf(run, { seed }))
        const original = begin(machine, { ...run.options, seed, task: anyTask, remember: true, keep: writer })
        await original.run()
        writer.end(original)
        const text = lines.join('')
        const first = text.indexOf('\n') + 1
        const torn = read(text.slice(0, first + Math.floor((text.length - first) * part)))
        const ports = { ...hostPorts({ seed }), readItems: () => undefined, machine: children.machine }
        const went = resumed(again(torn), torn, { ...ports, task: anyTask })
        await went.run()
        expect(told(went)).toEqual(told(original))
        // and all of it asks nobody
        const whole = read(text)
        const nobody = { ...hostPorts({ seed: 'another' }), machine: savedMachines(whole), task: () => new Promise<never>(() => {}) }
        const made = resumed(again(whole), whole, nobody)
        expect(told(made)).toEqual(told(original))
        expect(endDifference(whole, made)).toBeUndefined()
        expect(savedText(again(whole), { seed }, made, savedMachines(whole))).toBe(text)
      },
    ),
    { numRuns: 120 },
  )
}, 60_000)
