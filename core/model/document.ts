import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { Node } from '../syntax/node'
import type { Template } from './deploymentTemplate'
import type { Machine } from './machine'

/**
 * What a text is read as. `definition`: one state machine. `template`: a SAM, CloudFormation or Serverless template, or a file of Terraform (HCL). `mock`: a mock file of Step
 * Functions Local. `config`: a stepthrough.json. `test`: a file of tests, `*.asl.test.json`.
 */
export interface DocumentKind {
  readonly format: 'json' | 'yaml' | 'hcl'
  readonly content: 'definition' | 'template' | 'mock' | 'config' | 'test'
}

/**
 * A text and all that is derived from it alone: the tree and the machines. Made by `parseDocument` in core/model/parse.ts, which
 * never throws. Immutable: an edit makes a new one. All of core/analysis and core/language take it.
 */
export interface AslDocument extends DocumentKind {
  readonly text: string
  /** Undefined where there is nothing, for HCL, and for a text with more than `maxTextLength` characters. */
  readonly root: Node | undefined
  /** Syntax errors. The rules' problems come from `analyse` in core/analysis/analyse.ts. */
  readonly syntaxProblems: readonly Problem[]
  /** One for a definition, any number for a template, none for a text without an object at its root. */
  readonly definitions: readonly Definition[]
  /** Parts of the tree are what `templatefile` of Terraform makes of it: a place is no matter of the text there alone. */
  readonly rendered?: true
  /** What a template says beside its definitions; undefined for other contents. */
  readonly template: Template | undefined
}

/** One state machine definition in a document. */
export interface Definition {
  readonly root: Node
  readonly machine: Machine
  /** Where a template says so (Type: EXPRESS); undefined where nobody knows. */
  readonly type: 'STANDARD' | 'EXPRESS' | undefined
  /** The substitutions that its template declares. Undefined: not known, so that any `${Name}` may be right. */
  readonly substitutions: ReadonlyMap<string, Range> | undefined
  /** The URI of the template in whose text the ranges of `substitutions` are; undefined: this document. */
  readonly template: string | undefined
  /** The logical id in the template; in Terraform the name of the resource. */
  readonly logicalId: string | undefined
  /** Names that mean it too, where no other state machine has them: a CDK construct's path, a resource's address. */
  readonly otherNames?: readonly string[]
  /** Where it stands within the document: all of it for a definition, the member's value in a template. */
  readonly range: Range
}
