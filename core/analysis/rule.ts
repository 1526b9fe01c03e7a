import type { Problem, Severity } from '../base/problem'
import type { Range } from '../base/range'
import type { Member, Node } from '../syntax/node'

/** Codes of ValidateStateMachineDefinition and CreateStateMachine. Source: API reference, and recordings of the service. */
type AwsCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_LABEL_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'

/** A row of the rules' table: one thing that a definition can get wrong. */
export interface Rule {
  /** Stable; the page docs/rules/CODE.md and the key of the setting that changes its severity. AWS's own code where AWS has one for just this. */
  readonly code: string
  readonly severity: Severity
  /** What has to hold. */
  readonly sentence: string
  /** The section of the ASL specification, the page of AWS or "good practice". */
  readonly source: string
  /** What AWS calls it when it refuses or warns. Absent: AWS accepts such a definition without a word. */
  readonly aws?: AwsCode
  /** An error of the run, which a Catcher may take: AWS creates the state machine all the same. */
  readonly runs?: true
}

/** Makes rows out of a record whose keys are the codes. */
export function rules<Code extends string>(rows: Record<Code, Omit<Rule, 'code'>>): Record<Code, Rule> {
  const made = {} as Record<Code, Rule>
  for (const code of Object.keys(rows) as Code[]) made[code] = { code, ...rows[code] }
  return made
}

/** A rule that does not hold at a place. */
export interface Finding extends Range {
  readonly rule: Rule
  readonly message: string
  /** Default: that of the rule. */
  readonly severity?: Severity
  readonly related?: Problem['related']
  readonly tags?: Problem['tags']
  readonly data?: unknown
  /** The member or node that AWS's `location` names, where AWS would report it; null: no location. Default: the finding's place. */
  readonly location?: Member | Node | null
  /** AWS's words, where ours say more. */
  readonly awsMessage?: string
}

/** Where a finding is marked: a member is marked at its value (its key where there is none), a node as it stands. */
export type Place = Range | Member | Node

/** What a finding may say beside its rule, place and message. */
export type More = Partial<Omit<Finding, 'rule' | 'message' | 'offset' | 'length'>>

/** Takes findings. Checks call it and know nothing of severities that the user has changed. */
export type Report = (rule: Rule, place: Place, message: string, more?: More) => void
