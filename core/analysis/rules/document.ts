import type { AslDocument, Definition } from '../../model/document'
import { maxTextLength } from '../../model/parse'
import type { ArrayNode, Member, Node, ObjectNode, StringNode, SubstitutionNode } from '../../syntax/node'
import { type Report, rules } from '../rule'

/**
 * Rules about a text and its nodes, before there is a machine in it. The two of syntax are found by the parsers (core/syntax), which give
 * their codes.
 */
export const documentRules = rules({
  INVALID_JSON_DESCRIPTION: {
    severity: 'error',
    sentence: 'A definition is one JSON text: no trailing commas, no comments, nothing behind it.',
    source: 'ASL specification, Structure of a State Machine',
    aws: 'INVALID_JSON_DESCRIPTION',
  },
  INVALID_YAML: {
    severity: 'error',
    sentence: 'A definition in YAML is one YAML document.',
    source: 'YAML 1.2',
  },
  NOT_AN_OBJECT: {
    severity: 'error',
    sentence: 'A definition is a JSON object.',
    source: 'ASL specification, Structure of a State Machine',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  DEFINITION_TOO_LARGE: {
    severity: 'error',
    sentence: 'A definition has at most 1,048,576 bytes.',
    source: 'AWS Step Functions Developer Guide, Service quotas',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  TEXT_NOT_CHECKED: {
    severity: 'information',
    sentence: 'A text that is checked has at most 2,097,152 characters.',
    source: 'good practice; AWS Step Functions Developer Guide, Service quotas',
  },
  DUPLICATE_KEY: {
    severity: 'error',
    sentence: 'An object has no two members of one name: only the last would count.',
    source: 'ASL specification, States; RFC 8259, Objects',
    aws: 'INVALID_JSON_DESCRIPTION',
  },
  UNDECLARED_SUBSTITUTION: {
    severity: 'warning',
    sentence: 'A substitution is declared in the DefinitionSubstitutions of its template.',
    source: 'AWS CloudFormation, AWS::StepFunctions::StateMachine, DefinitionSubstitutions',
  },
  UNUSED_SUBSTITUTION: {
    severity: 'warning',
    sentence: 'A substitution that a template declares is used in the definition.',
    source: 'good practice; AWS CloudFormation, AWS::StepFunctions::StateMachine, DefinitionSubstitutions',
  },
})

/** The most bytes of a definition. Source: CreateStateMachine, `definition`. */
const maxDefinitionBytes = 1_048_576

/** What is wrong with a document before there is a machine in it. */
export function checkDocument({ content, format, text, root, syntaxProblems }: AslDocument, report: Report): void {
  if (text.length > maxTextLength) {
    const what = format === 'json' ? 'only its syntax is checked' : 'it is not checked'
    report(documentRules.TEXT_NOT_CHECKED, { offset: 0, length: 1 }, `The text has more than ${maxTextLength} characters: ${what}`)
  }
  if (content !== 'definition') return
  if (root && root.kind !== 'object' && syntaxProblems.length === 0) {
    report(documentRules.NOT_AN_OBJECT, root, 'Definition must be a valid JSON object', { location: null })
  }
  if (isTooLarge(text)) {
    report(documentRules.DEFINITION_TOO_LARGE, { offset: 0, length: 1 }, `A definition has at most ${maxDefinitionBytes} bytes`, {
      location: null,
    })
  }
}

/** Whether a text has more bytes in UTF-8 than a definition may have. Only where its length leaves that open are they counted. */
function isTooLarge(text: string): boolean {
  if (text.length > maxDefinitionBytes || text.length * 3 <= maxDefinitionBytes) return text.length > maxDefinitionBytes
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // of a surrogate pair each half counts two
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2
  }
  return bytes > maxDefinitionBytes
}

/** What concerns every node of one definition: duplicate keys and substitutions. checkRoot, then check for each state, then finish. */
export class NodeChecker {
  private readonly used = new Set<string>()
  private found = 0

  constructor(
    private readonly definition: Definition,
    private readonly report: Report,
  ) {}

  /** Checks a node and all under it. True where there was a substitution. */
  check(root: Node | Member | undefined): boolean {
    const before = this.found
    const nodes: (ObjectNode | ArrayNode)[] = []
    const look = (node: Node | undefined) => {
      if (node === undefined) return
      if (node.kind === 'object' || node.kind === 'array') nodes.push(node)
      else if (node.kind === 'substitution' || (node.kind === 'string' && node.substitutions !== undefined)) this.substitution(node)
    }
    if (root?.kind === 'member') {
      look(root.key)
      look(root.value)
    } else look(root)
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (node.kind === 'array') for (const item of node.items) look(item)
      else {
        checkDuplicates(node, this.report)
        for (const { key, value } of node.members) {
          if (key.substitutions !== undefined) this.substitution(key)
          look(value)
        }
      }
    }
    return this.found > before
  }

  /** The fields of the machine itself: everything but its states. */
  checkRoot(root: Node): void {
    if (root.kind !== 'object') return
    checkDuplicates(root, this.report)
    for (const member of root.members) {
      if (member.key.value !== 'States' || member.value?.kind !== 'object') this.check(member)
      else for (const state of member.value.members) if (state.value?.kind !== 'object') this.check(state)
    }
  }

  /** What is left over when all nodes have been seen. Declarations in another file are looked at there: core/language/templates.ts */
  finish(): void {
    const { template, substitutions } = this.definition
    if (template !== undefined) return
    for (const [name, range] of substitutions ?? []) {
      if (!this.used.has(name) && range.length > 0)
        this.report(documentRules.UNUSED_SUBSTITUTION, range, `The definition does not use the substitution '${name}'`, {
          tags: ['unnecessary'],
        })
    }
  }

  private substitution(node: StringNode | SubstitutionNode): void {
    this.found++
    if (node.intrinsic) return
    const { substitutions } = this.definition
    for (const name of node.kind === 'string' ? node.substitutions!.map((part) => part.name) : [node.name]) {
      if (name === undefined) continue
      this.used.add(name)
      if (substitutions && !substitutions.has(name) && !name.includes('::')) {
        this.report(documentRules.UNDECLARED_SUBSTITUTION, node, `The template declares no substitution '${name}'`, { data: { name } })
      }
    }
  }
}

/** States of one name are said to be so by the rule for their names. */
function checkDuplicates(node: ObjectNode, report: Report): void {
  const { members } = node
  let seen = 0
  let keys: Map<string, number> | undefined
  for (let i = 0; i < members.length; i++) {
    const key = members[i]!.key.value
    // two keys are rarely alike in length and first letter: mostly this bit tells that a key is new
    const bit = 1 << ((key.length * 7 + (key.charCodeAt(0) || 0)) & 31)
    if ((seen & bit) === 0) {
      seen |= bit
      keys?.set(key, i)
      continue
    }
    if (members.length > 16) keys ??= new Map(members.slice(0, i).map((member, at) => [member.key.value, at]))
    const first = keys ? keys.get(key) : earlier(members, i, key)
    if (keys && first === undefined) keys.set(key, i)
    if (first !== undefined && !isStates(node)) reportDuplicate(members[i]!, members[first]!, report)
  }
}

function reportDuplicate({ key }: Member, first: Member, report: Report): void {
  report(documentRules.DUPLICATE_KEY, key, `Duplicate key '${key.value}': only the last one counts`, {
    related: [{ offset: first.key.offset, length: first.key.length, message: 'The first is here.' }],
    awsMessage: `Duplicate field '${key.value}'`,
    location: null,
  })
}

function earlier(members: ObjectNode['members'], end: number, key: string): number | undefined {
  for (let i = 0; i < end; i++) if (members[i]!.key.value === key) return i
  return undefined
}

const isStates = (node: ObjectNode): boolean => node.parent?.kind === 'member' && node.parent.key.value === 'States'
