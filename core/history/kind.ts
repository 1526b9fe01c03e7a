import type { StateType } from '../model/machine'
import type { Payload } from './archive'
import type { DetailsWith, LoggedMembers, MemberSpec, NameIn } from './members'
import type { Exit } from './wire'

/** What an event begins or ends; `children`: the branches or iterations of a state; `task`: one attempt of one. */
export type Span = 'execution' | 'state' | 'children' | 'iteration' | 'mapRun' | 'task'

/** `point`: something happens within the span. */
export type Role = 'opens' | 'closes' | 'point'

/**
 * How a span has ended. `aborted`: it was cut short from outside, as by StopExecution or by the failure of a branch or iteration beside it.
 */
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

/**
 * The meaning of an event with which a span begins. `stateType`, as for the others: that of all states which have such an event, absent
 * where several types have it.
 */
export const opens = meaning('opens')
/** The meaning of an event that tells of progress and ends nothing, such as TaskSubmitted. */
export const within = meaning('point')
/** The meaning of an event that tells of an error and leaves the span open: behind EvaluationFailed the state may still retry or catch. */
export const errs = meaning('point', 'failed')
/** The meaning of an event that closes a span well; a state that is left by a Catcher has succeeded too. */
export const succeeds = meaning('closes', 'succeeded')
/** The meaning of an event that closes a span with an error: `error` and `cause` are in its details, if anywhere. */
export const fails = meaning('closes', 'failed')
/** The meaning of an event that closes a span because TimeoutSeconds or HeartbeatSeconds have run out. */
export const timesOut = meaning('closes', 'timedOut')
/** The meaning of an event that closes a span which was cut short from outside. */
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

/**
 * A row whose details are in a member of its own, `<type>EventDetails` with a small first letter, and have these members. The log keeps
 * them by name.
 */
export const kind = <T extends string, S extends MemberSpec>(type: T, about: Meaning, ...members: readonly S[]) =>
  row(type, about, ownMember(type), members, 'members')

/** A row without details: `undefined` is logged with it. */
export const bare = <T extends string>(type: T, about: Meaning): EventKind<T, undefined, never, 'nothing'> =>
  row(type, about, undefined, [], 'nothing')

/** A row of an inline Map's iteration. AWS has the Map state's name and the index of the item, from 0; the log keeps the index alone. */
export const iteration = <T extends string>(type: T, about: Meaning) => row(type, about, ownMember(type), ['name', 'index'], 'index')

/**
 * `<Type>StateEntered`. All types share the member stateEnteredEventDetails, with the state's name and its raw input; the log keeps the
 * input alone.
 */
export const entered = <T extends StateType>(type: T) =>
  row(`${type}StateEntered`, opens('state', type), 'stateEnteredEventDetails', ['name', 'input'], 'input')

/**
 * `<Type>StateExited`. All types share the member stateExitedEventDetails; the log keeps the output alone, or an `Exit` where variables
 * were assigned. `branch`: by which way the state was left; absent in the table, where nobody knows.
 */
export const exited = <T extends StateType>(type: T, branch?: Branch) =>
  row(`${type}StateExited`, succeeds('state', type), 'stateExitedEventDetails', ['name', 'output', 'assignedVariables?'], 'output', branch)

/** `<Type>StateAborted`. AWS gives it no details, so that its state is known by the events before it alone. */
export const aborted = <T extends StateType>(type: T) => bare(`${type}StateAborted`, aborts('state', type))
