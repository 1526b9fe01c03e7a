import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { type Draft, list } from '../syntax/draft'
import { parseEmbedded, TextBuilder, textOf } from '../syntax/embedded'
import type { Member, Node, StringNode } from '../syntax/node'
import { rangeOf } from '../syntax/strings'
import { buildMachine } from './build'
import { type AssetPath, cdkAssets, constructNames } from './cdkAssets'
import type { Definition } from './document'
import { fieldNames } from './fieldNames'
import { intrinsicOf, namedBy } from './intrinsic'
import { valueAt } from './machine'
import { substitute, substituteOwn } from './substitute'
import { declaredValues, ownValues, templateValues, type Values } from './substitutionValues'
import { functionOf, serverlessFunction, type TemplateFunction } from './templateFunctions'
import { type Layers, layersOf } from './templateLayers'
import type { TerraformFile } from './terraform/read'
import { isOpen } from './unknown'

/** What a SAM, CloudFormation or Serverless Framework template says about state machines. */
export interface Template {
  readonly definitions: readonly Definition[]
  /** Syntax errors in the texts that are definitions. */
  readonly problems: readonly Problem[]
  /** The definitions that are files of their own. */
  readonly files: readonly DefinitionFile[]
  /** The Lambda functions, by their logical ids. */
  readonly functions: ReadonlyMap<string, TemplateFunction>
  /** What `Ref`, `Fn::GetAtt` and `Fn::Sub` can name: resources and parameters, and where their names stand. */
  readonly names: ReadonlyMap<string, Range>
  /** DefinitionSubstitutions by the state machine's logical id: the name that each `Ref` or `Fn::GetAtt` in it has. */
  readonly substitutionValues: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** What its names stand for in a local run, as far as its text tells: `Parameter`, `LogicalId`, `LogicalId.Arn`. */
  readonly values: Values
}

/** DefinitionUri of SAM, `aws cloudformation package`'s DefinitionS3Location, `${file(...)}` of Serverless. */
export interface DefinitionFile {
  /** The path as it is written, relative to the template. */
  readonly path: string
  /** Where the path stands in the template. */
  readonly range: Range
  readonly logicalId: string
  /** See Definition. */
  readonly otherNames?: readonly string[]
  readonly type: Definition['type']
  /** The members of DefinitionSubstitutions; undefined where there are none and nobody knows. */
  readonly substitutions: ReadonlyMap<string, Range> | undefined
  /** Those of them whose values the template tells. A file that a serverless.yml includes may name all that can be named there. */
  readonly values: Values
  /** How Terraform reads the file, where that names it. */
  readonly terraform?: TerraformFile
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
interface Found extends Pick<Template, 'definitions' | 'problems' | 'files'> {
  readonly functions: Map<string, TemplateFunction>
  readonly names: Map<string, Range>
  readonly substitutionValues: Map<string, ReadonlyMap<string, string>>
  /** What names of the template stand for. */
  readonly values: Values
  readonly layers: Layers
  readonly assets: AssetPath
  readonly running: boolean
}

/**
 * Reads a template; one that has nothing of ours is empty. `running`: the values that it tells stand in the place of the substitutions.
 * `assets`: the text of the CDK's list of its assets.
 * Intrinsic functions within a definition become substitutions, or the string of an Fn::Sub, in the tree itself. Sources: AWS SAM,
 * AWS::Serverless::StateMachine; CloudFormation, AWS::StepFunctions::StateMachine; serverless-step-functions.
 */
export function readTemplate(root: Node | undefined, running = false, assets?: string): Template {
  const found: Mutable<Found> = {
    definitions: [],
    problems: [],
    files: [],
    functions: new Map(),
    names: new Map(),
    substitutionValues: new Map(),
    values: templateValues(root),
    layers: layersOf(root),
    assets: cdkAssets(assets),
    running,
  }
  const globals = valueAt(valueAt(valueAt(root, 'Globals'), 'Function'), 'Properties') ?? valueAt(valueAt(root, 'Globals'), 'Function')
  for (const { key } of membersOf(valueAt(root, 'Parameters'))) found.names.set(key.value, inKey(key))
  for (const resources of [valueAt(root, 'Resources'), valueAt(valueAt(root, 'resources'), 'Resources')])
    for (const member of membersOf(resources)) {
      found.names.set(member.key.value, inKey(member.key))
      for (const resource of eachOf(member, 0)) readResource(resource, globals, found)
    }
  for (const machines of [valueAt(valueAt(root, 'stepFunctions'), 'stateMachines'), valueAt(root, 'stateMachines')])
    for (const { key, value } of membersOf(machines)) readServerless(key.value, value, found)
  // a file that serverless.yml includes for one state machine
  const definition = valueAt(root, 'definition')
  if (isDefinition(definition)) readServerless(text(valueAt(root, 'name')) ?? 'definition', root, found)
  for (const member of membersOf(valueAt(root, 'functions'))) {
    const [ids, made] = serverlessFunction(member, root, found.layers) ?? []
    if (made !== undefined) for (const id of ids ?? []) found.functions.set(id, made)
  }
  return found
}

/** How deep the language extension `Fn::ForEach` is looked into. */
const maxLoops = 10

/** A resource, or those of an `Fn::ForEach::Name: [variable, collection, { resource }]`. */
function eachOf(member: Member, depth: number): readonly Member[] {
  const { key, value } = member
  if (!key.value.startsWith('Fn::ForEach::') || value?.kind !== 'array' || depth > maxLoops) return [member]
  return membersOf(value.items[2]).flatMap((each) => eachOf(each, depth + 1))
}

const isDefinition = (node: Node | undefined): boolean =>
  node?.kind === 'string'
    ? node.value.includes('"States"')
    : valueAt(node, 'StartAt') !== undefined || valueAt(node, 'States') !== undefined

/** The text of a key without its quotes. */
const inKey = (key: StringNode): Range => rangeOf(key, 0, key.value.length)

const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])
const text = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined)

function readResource(member: Member, globals: Node | undefined, found: Found) {
  const properties = valueAt(member.value, 'Properties')
  switch (text(valueAt(member.value, 'Type'))) {
    case 'AWS::Serverless::StateMachine':
      return readStateMachine(member, properties, 'Type', found)
    case 'AWS::StepFunctions::StateMachine':
      return readStateMachine(member, properties, 'StateMachineType', found)
    case 'AWS::Serverless::Function':
    case 'AWS::Lambda::Function':
      found.functions.set(member.key.value, functionOf(member, globals, found))
  }
}

function readStateMachine(member: Member, properties: Node | undefined, typeField: string, found: Found): void {
  const logicalId = member.key.value
  const declared = valueAt(properties, 'DefinitionSubstitutions')
  found.substitutionValues.set(logicalId, namesIn(declared))
  const about: About = {
    logicalId,
    otherNames: constructNames(logicalId, member.value),
    type: asType(valueAt(properties, typeField), properties),
    substitutions: keysOf(declared),
    values: declaredValues(declared, found.values),
  }
  for (const field of ['Definition', 'DefinitionString']) {
    const value = valueAt(properties, field)
    if (value !== undefined) addDefinition(value, about, found)
  }
  for (const field of ['DefinitionUri', 'DefinitionS3Location']) {
    const value = valueAt(properties, field)
    const key = valueAt(value, 'Key')
    const asset = found.assets(key)
    if (value?.kind === 'string' && !value.value.startsWith('s3://')) addFile(value, value.value, about, found)
    else if (key?.kind === 'string' && asset !== undefined) list(found.files).push({ ...about, path: asset, range: inKey(key) })
  }
}

/** serverless-step-functions: `stepFunctions.stateMachines.NAME.definition`, an object or `${file(path)}`. */
function readServerless(logicalId: string, machine: Node | undefined, found: Found): void {
  const definition = valueAt(machine, 'definition')
  const substitutions = valueAt(machine, 'definitionSubstitutions')
  found.substitutionValues.set(logicalId, namesIn(substitutions))
  const about: About = {
    logicalId,
    type: asType(valueAt(machine, 'type'), machine),
    substitutions: keysOf(substitutions),
    values: declaredValues(substitutions, found.values),
  }
  const file = definition?.kind === 'string' ? /^\$\{file\(([^)]+)\)\}$/.exec(definition.value.trim()) : undefined
  if (file && definition?.kind === 'string')
    addFile(definition, file[1]!.trim(), { ...about, substitutions: undefined, values: new Map([...found.values, ...about.values]) }, found)
  else if (definition !== undefined) addDefinition(definition, about, found)
}

type About = Pick<DefinitionFile, 'logicalId' | 'otherNames' | 'type' | 'substitutions' | 'values'>

/** Standard is the default of a state machine whose type is not given; one that the deployment chooses is unknown. */
function asType(node: Node | undefined, properties: Node | undefined): Definition['type'] {
  if (node === undefined) return properties?.kind === 'object' ? 'STANDARD' : undefined
  return node.kind === 'string' && (node.value === 'EXPRESS' || node.value === 'STANDARD') ? node.value : undefined
}

/** The names that are declared; undefined where only the deployment knows all of them: `!If [...]`, a member `Fn::Transform`. */
const keysOf = (node: Node | undefined): ReadonlyMap<string, Range> | undefined =>
  node?.kind !== 'object' || intrinsicOf(node) !== undefined || isOpen(node)
    ? undefined
    : new Map(node.members.map(({ key }) => [key.value, inKey(key)]))

const namesIn = (node: Node | undefined): ReadonlyMap<string, string> =>
  new Map(
    membersOf(node).flatMap(({ key, value }) => {
      const name = value === undefined ? undefined : namedBy(value)
      return name === undefined ? [] : [[key.value, name] as const]
    }),
  )

function addFile(node: StringNode, path: string, about: About, found: Found): void {
  const from = node.value.indexOf(path)
  list(found.files).push({ ...about, path, range: rangeOf(node, from, path.length) })
}

function addDefinition(value: Node, about: About, found: Found): void {
  const range = { offset: value.offset, length: value.length }
  const substituted = ['Fn::Sub', 'Fn::Join'].includes(intrinsicOf(value)?.name ?? '')
  const root = definitionRoot(value, found)
  if (root?.kind !== 'object') return
  const { values: declared, ...known } = about
  if (found.running) {
    const own = substituted ? ownValues(intrinsicOf(value)?.argument, found.values) : declared
    substitute(root, { declared: substituted ? new Map([...found.values, ...own]) : own, template: found.values })
  }
  // In an Fn::Sub or Fn::Join the names are those of the whole template, which this does not know.
  const substitutions = substituted ? undefined : about.substitutions
  list(found.definitions).push({ ...known, substitutions, template: undefined, root, machine: buildMachine(root), range })
}

/** The tree of a definition: an object as it stands there, or the JSON text in a string. */
function definitionRoot(value: Node, found: Found): Node | undefined {
  const intrinsic = intrinsicOf(value)
  if (value.kind === 'object' && intrinsic === undefined) return resolveIntrinsics(value, found)
  if (intrinsic?.name === 'Fn::ToJsonString' && intrinsic.argument?.kind === 'object') return resolveIntrinsics(intrinsic.argument, found)
  const builder = new TextBuilder()
  if (value.kind === 'string') return parseText(textOf(value), found)
  return addText(value, builder, 0) ? parseText(builder.build(), found) : undefined
}

function parseText(embedded: Parameters<typeof parseEmbedded>[0], found: Found): Node | undefined {
  // `${file(...)}`, `{{resolve:...}}`, a tag of another tool, or one parameter that is the whole definition.
  if (!/^\s*\{\s*("|\}|$)/.test(embedded.text) && !embedded.text.includes('"States"')) return undefined
  const { root, problems } = parseEmbedded(embedded, fieldNames)
  list(found.problems).push(...problems)
  return root
}

/** An Fn::Join in an Fn::Join: deeper than anybody writes. */
const maxJoins = 20

/** Adds the text of a string, an Fn::Sub or an Fn::Join. False: this is no text. */
function addText(node: Node, builder: TextBuilder, depth: number): boolean {
  if (depth > maxJoins) return false
  if (node.kind === 'string') {
    builder.add(node)
    return true
  }
  const intrinsic = intrinsicOf(node)
  const { argument } = intrinsic ?? {}
  if (intrinsic?.name === 'Fn::Sub') {
    const template = argument?.kind === 'array' ? argument.items[0] : argument
    if (template?.kind !== 'string') return false
    builder.add(template)
    return true
  }
  if (intrinsic?.name === 'Fn::Join' && argument?.kind === 'array') {
    const [delimiter, parts] = argument.items
    if (delimiter?.kind !== 'string' || parts?.kind !== 'array') return false
    parts.items.forEach((part, index) => {
      if (index > 0) builder.separator(delimiter.value)
      if (!addText(part, builder, depth + 1)) builder.substitute(`\${${namedBy(part) ?? 'Unknown'}}`, part)
    })
    return true
  }
  if (depth > 0 && intrinsic !== undefined) {
    builder.substitute(`\${${namedBy(node) ?? 'Unknown'}}`, node)
    return true
  }
  return false
}

/**
 * Replaces the intrinsic functions within a definition, in place: the string of an Fn::Sub stays a string, all others become
 * substitutions. Not recursive. Answers the new root. `found`: the template that it stands in.
 */
export function resolveIntrinsics(root: Node, found?: Pick<Found, 'running' | 'values'>): Node {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'array') {
      const items = list(node.items)
      for (let i = 0; i < items.length; i++) stack.push((items[i] = resolved(items[i]!, node, found)))
    } else if (node.kind === 'object')
      for (const member of node.members as Draft<'member'>[])
        if (member.value !== undefined) stack.push((member.value = resolved(member.value, member, found)))
  }
  return root
}

function resolved(node: Node, parent: NonNullable<Node['parent']>, found: Pick<Found, 'running' | 'values'> | undefined): Node {
  const intrinsic = intrinsicOf(node)
  if (intrinsic === undefined) return node
  const { name, argument } = intrinsic
  const template = name === 'Fn::Sub' ? (argument?.kind === 'array' ? argument.items[0] : argument) : undefined
  if (template?.kind === 'string') {
    const string = template as Draft<'string'>
    string.parent = parent
    string.intrinsic = true
    string.around = { offset: node.offset, length: node.length }
    if (found?.running) substituteOwn(string, ownValues(argument, found.values))
    return string
  }
  return { kind: 'substitution', offset: node.offset, length: node.length, parent, name: namedBy(node), intrinsic: true }
}
