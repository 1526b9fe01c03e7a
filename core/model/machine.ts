import type { Member, Node, ObjectNode, StringNode } from '../syntax/node'

/** The language of paths and expressions in a state. Source: ASL specification, Query Languages. */
export type QueryLanguage = 'JSONPath' | 'JSONata'

/** The types of states. Source: ASL specification, Table of State Types and Fields. */
export const stateTypes = ['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const
/** A word of `stateTypes`. */
export type StateType = (typeof stateTypes)[number]

/**
 * How a Map runs its iterations: in its own execution, or each in a child execution. Source: Developer Guide, "Map state processing modes".
 */
export type ProcessorMode = 'INLINE' | 'DISTRIBUTED'

/** A state machine or one nested in it (a Parallel branch, an ItemProcessor): the scope in which state names are targets. */
export interface Machine {
  readonly node: ObjectNode
  /** The member StartAt with its text, where there is one. */
  readonly startAt: Transition | undefined
  /** In the order of the text. Of two states with one name the first is here; `duplicates` has the others. */
  readonly states: ReadonlyMap<string, State>
  readonly duplicates: readonly State[]
  /** The states that only the deployment knows, by their names: `C: !If [...]`. */
  readonly unknown: ReadonlyMap<string, Member>
  /** States, or some of it, is only known to the deployment: there may be states of any name. */
  readonly isOpen: boolean
  /** The Parallel or Map that this machine is nested in. */
  readonly owner: State | undefined
  /** Steps from the root: [] for the document, ['States', 'P', 'Branches', 0] for a branch. */
  readonly path: readonly (string | number)[]
  /**
   * How a Map runs its processor: INLINE is the default, DISTRIBUTED makes each iteration a child execution. Undefined for what is no
   * processor of a Map, and where only the deployment knows, or nobody.
   */
  readonly processorMode: ProcessorMode | undefined
  /** The machine's effective query language: its own QueryLanguage at the top level, inherited from the root when nested. */
  readonly queryLanguage: QueryLanguage
}

/** A state as its text has it, in whatever shape that is: only its type and its transitions have been read. */
export interface State {
  /** As in States. It is unique in the whole definition, unless the text is wrong. */
  readonly name: string
  /** The name's node in States. */
  readonly key: StringNode
  readonly member: Member
  readonly node: ObjectNode
  /** Undefined where Type is missing or no state type. */
  readonly type: StateType | undefined
  /** The effective query language: the state's own, else the machine's. */
  readonly queryLanguage: QueryLanguage
  readonly machine: Machine
  /** Next, Default, and those of Choice Rules and Catchers, in the order of the text. Their targets need not exist. */
  readonly transitions: readonly Transition[]
  /** Branches of a Parallel, the ItemProcessor (or Iterator) of a Map. */
  readonly machines: readonly Machine[]
}

/** How a state is named where names alone do not do: its steps from the root, e.g. `["States","P","Branches",0,"States","A"]`, as JSON. */
export const stateKey = (path: readonly (string | number)[]): string => JSON.stringify(path)

/** The branches of a Parallel, in their order; none of any other state. */
export const branchesOf = ({ type, machines }: State): readonly Machine[] => (type === 'Parallel' ? machines : [])

/** Whether a machine runs as child executions of a distributed Map: its states see no variable of outer scopes, and not the item. */
export const isDistributed = ({ processorMode }: Machine): boolean => processorMode === 'DISTRIBUTED'

/** Whether a state runs iterations. */
export const iterates = ({ type }: State): boolean => type === 'Map'

/** Whether a state asks somebody for its result. */
export const isTask = ({ type }: State): boolean => type === 'Task'

/** What a Task's Resource says, as it is written; empty where it says nothing. */
export function resourceOf({ node }: State): string {
  const resource = valueAt(node, 'Resource')
  return resource?.kind === 'string' ? resource.value : ''
}

/** Whether a state gives anything to a next one: a Fail state ends what it is in. */
export const hasOutput = ({ type }: State): boolean => type !== 'Fail'

/** A place in the text that names a state. */
export interface Transition {
  readonly kind: 'StartAt' | 'Next' | 'Default' | 'Choice' | 'Catch'
  readonly target: string
  readonly node: StringNode
  readonly member: Member
}

/**
 * The first member `name` of an object node; undefined where there is none, and for any other node. A loop, since everything asks this all
 * the time.
 */
export function memberOf(node: Node | undefined, name: string): Member | undefined {
  if (node?.kind === 'object') for (const member of node.members) if (member.key.value === name) return member
  return undefined
}

/** The value of the first member `name` of an object node; undefined where there is none. */
export const valueAt = (node: Node | undefined, name: string): Node | undefined => memberOf(node, name)?.value
