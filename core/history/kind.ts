import type { StateType } from '../model/machine'
import type { Payload } from './archive'
import type { DetailsWith, LoggedMembers, MemberSpec, NameIn } from './members'
import type { Exit } from './wire'

/** What an event begins or ends; `children`: the branches or iterations of a state; `task`: one attempt of one. */
export type Span = 'execution' | 'state' | 'children' | 'iteration' | 'mapRun' | 'task'

/** `point`: something happens within the span. */
export type Role = 'opens' | 'closes' | 'point'

export type Outcome = 'succeeded' | 'failed' | 'timedOut' | 'aborted'

/** What an event tells a person at a glance: one icon and one colour each. */
export type Category = 'started' | 'entered' | 'exited' | 'scheduled' | 'succeeded' | 'failed'

/** What the log keeps of an event: `input` and `output` the payload alone, `index` the iteration's, `members` the details by name. */
export type Form = 'nothing' | 'members' | 'input' | 'output' | 'index'

/** The Choice Rule or Catcher of that index by which a state was left, or the Default. The service's history does not tell it. */
export interface Branch {
  readonly kind: 'Choice' | 'Default' | 'Catch'
  readonly index: number
}

/** What an event means, whatever its name. */
interface Meaning {
  readonly span: Span
  readonly role: Role
  /** Of what closes, and of a point that tells a failure. A state that is left after its error has been caught has succeeded. */
  readonly outcome: Outcome | undefined
  /** The type of the state that it is about, where only states of one type have the event. */
  readonly stateType: StateType | undefined
}

/** A type of history event. Source: Step Functions API reference, HistoryEvent. */
export interface EventKind<
  Type extends string = string,
  Member extends string | undefined = string | undefined,
  Spec extends MemberSpec = MemberSpec,
  F extends Form = Form,
> extends Meaning {
  /** AWS's name. */
  readonly type: Type
  /** The member of the event that holds its details; undefined: it has none. */
  readonly member: Member
  readonly members: readonly Spec[]
  readonly form: F
  readonly category: Category
  /** What the interpreter knows beyond the event; undefined where there is one way out. */
  readonly branch: Branch | undefined
}

/** One without details. */
export type BareKind = EventKind<string, undefined, never, 'nothing'>

/** What is logged with an event. */
export type Logged<K extends EventKind> = K extends EventKind<string, string | undefined, infer S, infer F> ? LoggedAs<F, S> : never

type LoggedAs<F extends Form, S extends MemberSpec> = F extends 'members'
  ? LoggedMembers<S>
  : { nothing: undefined; input: Payload; output: Payload | Exit; index: number }[Exclude<F, 'members'>]

/** Its details in AWS's shape. */
export type DetailsOf<K extends EventKind> = DetailsWith<NameIn<K['members'][number]>>

const meaning =
  (role: Role, outcome?: Outcome) =>
  (span: Span, stateType?: StateType): Meaning => ({ span, role, outcome, stateType })

export const opens = meaning('opens')
export const within = meaning('point')
export const errs = meaning('point', 'failed')
export const succeeds = meaning('closes', 'succeeded')
export const fails = meaning('closes', 'failed')
export const timesOut = meaning('closes', 'timedOut')
export const aborts = meaning('closes', 'aborted')

function categoryOf({ span, role, outcome }: Meaning): Category {
  if (outcome !== undefined && outcome !== 'succeeded') return 'failed'
  if (span === 'state') return role === 'opens' ? 'entered' : 'exited'
  if (role === 'closes') return 'succeeded'
  return span === 'task' && role === 'opens' ? 'scheduled' : 'started'
}

type OwnMember<T extends string> = `${Uncapitalize<T>}EventDetails`
const ownMember = <T extends string>(type: T) => `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails` as OwnMember<T>

/** All rows are made here, so that they have one shape in memory. */
const row = <T extends string, M extends string | undefined, S extends MemberSpec, F extends Form>(
  type: T,
  about: Meaning,
  member: M,
  members: readonly S[],
  form: F,
  branch?: Branch,
): EventKind<T, M, S, F> => ({ type, member, members, form, ...about, category: categoryOf(about), branch })

/** Its details are of its own, with these members. */
export const kind = <T extends string, S extends MemberSpec>(type: T, about: Meaning, ...members: readonly S[]) =>
  row(type, about, ownMember(type), members, 'members')

export const bare = <T extends string>(type: T, about: Meaning): EventKind<T, undefined, never, 'nothing'> =>
  row(type, about, undefined, [], 'nothing')

export const iteration = <T extends string>(type: T, about: Meaning) => row(type, about, ownMember(type), ['name', 'index'], 'index')

export const entered = <T extends StateType>(type: T) =>
  row(`${type}StateEntered`, opens('state', type), 'stateEnteredEventDetails', ['name', 'input'], 'input')

export const exited = <T extends StateType>(type: T, branch?: Branch) =>
  row(`${type}StateExited`, succeeds('state', type), 'stateExitedEventDetails', ['name', 'output', 'assignedVariables?'], 'output', branch)

export const aborted = <T extends StateType>(type: T) => bare(`${type}StateAborted`, aborts('state', type))
