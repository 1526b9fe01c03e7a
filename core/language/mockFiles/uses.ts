import { isMockName } from '../../model/fileNames'
import type { StringNode } from '../../syntax/node'
import { fileName } from '../names/fileName'
import type { StateName } from '../names/occurrences'
import type { Workspace } from '../types'
import { findMachine, readMockFile } from './mockFile'

/** The keys in the test cases of a mock file that stand for a state. */
interface MockUse {
  readonly uri: string
  readonly key: StringNode
}

/** Where the mock files of the workspace name a state of the definition in `uri`: keys in the trees of those files, by the files' URIs. */
export function usesInMocks(uri: string, { name, definition }: StateName, workspace: Workspace): MockUse[] {
  const files = new Set([...workspace.documents(), ...workspace.siblings(uri)].filter((each) => isMockName(fileName(each))))
  return [...files].flatMap((file) => {
    const mock = workspace.document(file)
    if (mock?.content !== 'mock') return []
    return readMockFile(mock.root).machines.flatMap((machine) => {
      const states = machine.testCases.flatMap(({ states }) => states.filter((state) => state.name === name))
      if (states.length === 0) return []
      const found = findMachine(file, machine.name, workspace)
      const logicalId = found?.document.definitions.find((each) => each.machine === found.machine)?.logicalId
      return found?.uri === uri && logicalId === definition.logicalId ? states.map(({ member }) => ({ uri: file, key: member.key })) : []
    })
  })
}
