import type { Range } from '../../base/range'
import type { Template } from '../../model/deploymentTemplate'
import type { Definition } from '../../model/document'
import { isDefinitionName, stemOf } from '../../model/fileNames'
import { machinesOf } from '../../model/graph'
import { valueAt } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { rangeOf } from '../../syntax/strings'
import { handlerPaths } from '../configFiles/handlerFile'
import { configLinks } from '../configFiles/links'
import { statesOf } from '../cursor/stateAt'
import { inner } from '../names/occurrences'
import { functionNamed, referenceTo } from '../templates'
import type { DocumentLink, LocatedDocument, Workspace } from '../types'

/**
 * Links: from a template to the files of its definitions; from a Task to the code of its Lambda function and to the nested state machine
 * that it starts, where the nearest stepthrough.json says which these are, else the template around the definition, or the one that refers to
 * it. Only files that exist are linked. LSP: textDocument/documentLink.
 */
export function documentLinks({ uri, document }: LocatedDocument, workspace: Workspace): DocumentLink[] {
  const links: DocumentLink[] = []
  const add = (range: Range, target: string | undefined, tooltip: string) => {
    const isLinked = links.some(({ offset, length }) => offset < range.offset + range.length && range.offset < offset + length)
    if (target !== undefined && !isLinked && workspace.exists(target.replace(/#.*$/, '')))
      links.push({ offset: range.offset, length: range.length, uri: target, tooltip })
  }
  for (const file of document.template?.files ?? []) add(file.range, workspace.resolve(uri, file.path), 'Open the definition')
  for (const definition of document.definitions) {
    const around = templateAround({ uri, document }, definition, workspace)
    links.push(...configLinks(uri, definition, workspace))
    for (const { name, range } of machinesStarted(definition)) add(range, fileOfMachine(uri, name, workspace), 'Open the state machine')
    if (around === undefined) continue
    for (const { name, range } of namesIn(definition, around)) {
      const found = functionNamed(around.template, name)
      if (found?.handler !== undefined) {
        for (const path of handlerPaths(found.handler)) {
          const target = workspace.resolve(around.uri, `${(found.codeUri ?? '.').replace(/\/$/, '')}/${path}`)
          if (target === undefined || !workspace.exists(target)) continue
          add(range, target, `Open ${found.handler}`)
          break
        }
      }
      add(range, machineOf(name.replace(/\.Arn$/, ''), around, workspace), 'Open the state machine')
    }
  }
  return links
}

/** A state machine of the template: the file of its definition, or its place in the template. */
function machineOf(logicalId: string, { uri, template }: Around, workspace: Workspace): string | undefined {
  const file = template.files.find((each) => each.logicalId === logicalId)
  if (file !== undefined) return workspace.resolve(uri, file.path)
  const inside = template.definitions.find((each) => each.logicalId === logicalId)
  const line = inside && workspace.text(uri)?.slice(0, inside.range.offset).split('\n').length
  return line === undefined ? undefined : `${uri}#L${line}`
}

/** The names in the ARNs of nested state machines: `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`. */
function* machinesStarted({ machine }: Definition): Generator<{ readonly name: string; readonly range: Range }> {
  for (const each of machinesOf(machine))
    for (const { node } of statesOf(each)) {
      const arn = valueAt(valueAt(node, 'Parameters') ?? valueAt(node, 'Arguments'), 'StateMachineArn')
      const name = arn?.kind === 'string' ? /:stateMachine:([\w-]+)/.exec(arn.value)?.[1] : undefined
      if (arn?.kind === 'string' && name !== undefined) yield { name, range: partOf(arn, name) }
    }
}

/** A definition whose file has the name of the state machine. */
const fileOfMachine = (uri: string, name: string, workspace: Workspace): string | undefined =>
  workspace.documents().find((each) => each !== uri && isDefinitionName(each) && stemOf(each) === name)

/** A template around a definition. */
export interface Around {
  readonly uri: string
  readonly template: Template
  /** The value of a name of DefinitionSubstitutions, as the template's own names; undefined where it is none. */
  readonly valueOf: (name: string) => string | undefined
}

/** The template that a definition is in, or that refers to it. */
export function templateAround({ uri, document }: LocatedDocument, { logicalId }: Definition, workspace: Workspace): Around | undefined {
  const reference = document.template === undefined ? referenceTo(uri, workspace) : undefined
  const at = document.template === undefined ? reference?.template : uri
  const template = document.template ?? (at === undefined ? undefined : workspace.document(at)?.template)
  const id = logicalId ?? reference?.file.logicalId
  if (at === undefined || template === undefined) return undefined
  return { uri: at, template, valueOf: (name) => (id === undefined ? undefined : template.substitutionValues.get(id)?.get(name)) }
}

/** The names of the template in the Resource and the payload of Tasks, with their places. */
function* namesIn({ machine }: Definition, around: Around): Generator<{ readonly name: string; readonly range: Range }> {
  for (const each of machinesOf(machine))
    for (const { node, type } of statesOf(each)) {
      if (type !== 'Task') continue
      const payload = valueAt(node, 'Parameters') ?? valueAt(node, 'Arguments')
      for (const value of [valueAt(node, 'Resource'), valueAt(payload, 'FunctionName'), valueAt(payload, 'StateMachineArn')])
        if (value !== undefined) yield* namesOf(value, around)
    }
}

function* namesOf(node: Node, around: Around): Generator<{ readonly name: string; readonly range: Range }> {
  if (node.kind === 'substitution') {
    if (node.name !== undefined) yield { name: (node.intrinsic ? undefined : around.valueOf(node.name)) ?? node.name, range: node }
  } else if (node.kind === 'string') {
    for (const part of node.substitutions ?? [])
      yield { name: (node.intrinsic ? undefined : around.valueOf(part.name)) ?? part.name, range: rangeOf(node, part.offset, part.length) }
    const name = /:function:([\w-]+)/.exec(node.value)?.[1]
    if (name !== undefined) yield { name, range: partOf(node, name) }
  }
}

const partOf = (node: StringNode, part: string): Range => {
  const at = node.value.lastIndexOf(part)
  return at === -1 ? inner(node) : rangeOf(node, at, part.length)
}
