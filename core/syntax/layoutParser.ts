import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { beginsState, type FieldNames, type Role, roleAt } from './definitionShape'
import { arrayDraft, type Draft, list, objectDraft, type Parent } from './draft'
import type { Tree } from './json'
import { type Container, JsonParser, type State, Token } from './jsonParser'
import { type Excess, excessOf, lineEnd, lineStart, skipSpace, widthOf } from './layout'
import type { Node } from './node'

/** How an object or array is laid out. Columns are those of the first token of a line. */
interface Layout {
  /** The line of its bracket, and that line's column; undefined where there is no such line, as the bracket is missing. */
  readonly line: number
  readonly indent: number | undefined
  readonly role: Role
  /** The column of its members or items, once one of them begins a line. */
  child: number | undefined
  /** Whether its closing bracket is the first token of a line. */
  closedByLine: boolean
}

type Kind = Container['kind']

/** What a syntax problem of JSON says of the tree, in its `data`: `missing` where a code action can mend it, the others where the text was read by its layout. */
export interface Recovered {
  /** What would mend it, for a code action: `comma`, `colon`, `brace`, `restOfLine`... Absent: nobody knows. */
  readonly missing?: string
  /** What may not belong where it was read. */
  readonly doubt?: readonly Range[]
  /** From the key of an object to its first character: it has a member that is being typed. */
  readonly unfinished?: readonly Range[]
}

/** No text is nested so deep that more than these brackets belong to one mistake. */
const reach = 100

const closing: Readonly<Record<Kind, string>> = { object: '}', array: ']' }

/**
 * Reads JSON whose brackets do not match. A member stands in the column of its siblings, and a closing bracket in that of the line
 * which it ends: where the next line begins further left, what is open on the way is not closed; where it begins at the members of
 * something that was closed, that bracket was one too many. Within a line, or where there is one line only, the order of the tokens and
 * the fields of the language have to do.
 */
export class LayoutParser extends JsonParser {
  private readonly layouts = new Map<Node, Layout>()
  /** By the index of a problem: what may not belong where it was read. */
  private readonly doubts = new Map<number, Node | Draft<'member'>>()
  /** How many more brackets of a kind close than open in the whole text. */
  private readonly excess: Excess
  /** Where the objects begin that have a member which is being typed. */
  private readonly unfinished: Range[] = []
  private line = 0
  private isHead = false
  private column = 0
  /** The column of the line before. */
  private columnBefore = 0
  private afterComma = false
  private ahead: { readonly from: number; readonly offset: number; readonly column: number } | undefined

  constructor(
    text: string,
    private readonly names: FieldNames,
  ) {
    super(text)
    this.excess = excessOf(text)
  }

  override parse(): Tree {
    const { root, problems } = super.parse()
    const { unfinished } = this
    return { root, problems: problems.map((problem, at) => withDoubt(problem, { doubt: this.rangesOf(this.doubts.get(at)), unfinished })) }
  }

  protected override isDone(): boolean {
    return false
  }

  protected override step() {
    this.look()
    this.resolve()
    this.afterComma = this.token === Token.comma
  }

  private resolve(): void {
    if (this.state === 'root') {
      if (this.isKey()) this.openMissing(undefined, 0)
      super.step()
    } else if (this.state === 'done') this.behindRoot()
    else this.resolveWithin()
  }

  private resolveWithin(): void {
    if (this.token === Token.end) this.closeAll()
    else if (this.isHead && this.byColumn()) return
    if (!this.byOrder()) super.step()
  }

  protected override open(node: Container, state: State) {
    super.open(node, state)
    const role = roleAt(node, (outer) => this.layouts.get(outer)?.role ?? 'other')
    this.layouts.set(node, { line: this.line, indent: this.column, role, child: undefined, closedByLine: false })
  }

  protected override leave(end: number) {
    const layout = this.layout(this.container!)
    layout.closedByLine = this.isHead && end > this.previousEnd
    super.leave(end)
  }

  private layout(node: Node): Layout {
    return this.layouts.get(node)!
  }

  /** Whether the token begins a line, and where. */
  private look() {
    const { text, offset } = this
    let start = offset
    while (start > this.previousEnd && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--
    this.isHead = start > this.previousEnd || (start === 0 && this.previousEnd === 0)
    if (!this.isHead) return
    this.line++
    this.columnBefore = this.column
    this.column = widthOf(text, start, offset)
  }

  protected override halfTyped({ parent }: Draft<'member'>) {
    const { offset } = parent.parent?.kind === 'member' ? parent.parent : parent
    if (this.unfinished.length < reach) this.unfinished.push({ offset, length: parent.offset + 1 - offset })
  }

  /** What the column of a line's first token says. True: the token is one too many. */
  private byColumn(): boolean {
    const { token } = this
    if (token === Token.closeBrace) return this.closeByColumn('object')
    if (token === Token.closeBracket) return this.closeByColumn('array')
    if (token !== Token.comma && token !== Token.colon) this.beginByColumn()
    return false
  }

  private closeByColumn(kind: Kind): boolean {
    const { column, line } = this
    const isOurs = (node: Container) => {
      const { indent, child } = this.layout(node)
      return node.kind === kind && (indent === undefined ? column < child! : indent === column) && this.layout(node).line < line
    }
    const own = this.outwards(isOurs)
    if (own !== undefined) {
      if (this.isWaiting()) this.noValue()
      this.leaveTo(own)
      return false
    }
    const closed = this.closedBefore((node) => isOurs(node) && !this.layout(node).closedByLine)
    if (closed !== undefined) {
      this.reopen(closed)
      return false
    }
    if (this.container!.kind !== kind || !this.goesOn(this.container!)) return false
    this.superfluous()
    return true
  }

  private beginByColumn() {
    const { column } = this
    const isKey = this.isKey()
    if (this.isWaiting()) {
      if (column > this.columnBefore && (isKey || this.excess.array > 0)) return this.openMissing(this.member, this.columnBefore, isKey)
      const isItem = column <= this.columnBefore && this.outwards((node) => node.kind === 'array' && this.layout(node).child === column)
      if (!isKey && !isItem) return
      this.noValue()
      this.state = 'key'
    }
    const fits = ({ kind }: Container) => (isKey ? kind === 'object' : kind === 'array' || this.token >= Token.null)
    const top = this.container!
    const layout = this.layout(top)
    if (layout.child === column && fits(top)) return
    if (layout.child === undefined && column > (layout.indent ?? -1)) {
      if (fits(top)) layout.child = column
      return
    }
    // an item that lacks its bracket; one whose bracket is too early would go on with other fields
    if (isKey && top.kind === 'array' && layout.child !== undefined && column > layout.child && this.excess.object > 0) {
      const last = top.items.at(-1)
      if (last?.kind !== 'object' || this.layout(last).closedByLine || hasMember(last, this.value))
        return this.openMissing(top, layout.child)
    }
    const outer = this.outwards((node) => node !== top && this.layout(node).child === column && fits(node))
    if (outer !== undefined) return this.leaveTo(outer)
    const closed = this.closedBefore((node) => this.layout(node).child === column && fits(node) && !this.layout(node).closedByLine)
    if (closed !== undefined) return this.reopen(closed)
    if (fits(top)) layout.child ??= column
  }

  /** What the order of tokens says. True: the token is one too many. */
  private byOrder(): boolean {
    switch (this.state) {
      case 'firstKey':
      case 'key':
      case 'memberEnd':
        return this.inObject()
      case 'firstItem':
      case 'item':
      case 'itemEnd':
        return this.inArray()
      case 'value':
        // `"A": "Type": "Pass"}`
        if (!this.isHead && this.excess.object > 0 && this.token === Token.string && this.isKey())
          this.openMissing(this.member, this.column)
        return false
      default:
        return false
    }
  }

  private inObject(): boolean {
    const object = this.container as Draft<'object'>
    const last = object.members.at(-1)
    switch (this.token) {
      case Token.closeBrace:
        return this.isTooEarly(object)
      case Token.closeBracket:
        return this.closeFromOther('array')
      case Token.openBrace:
      case Token.openBracket:
        return this.openInObject(object, last as Draft<'member'> | undefined)
      case Token.string:
      case Token.number:
      case Token.true:
      case Token.false:
      case Token.null:
        if (this.isKey()) {
          if (!this.isHead) this.byName(object)
        } else if (this.state !== 'firstKey' && last?.value !== undefined && this.isInList()) {
          if (last.value.kind === 'array') this.reopen(last.value as Draft<'array'>)
          else if (last.value.kind !== 'object') this.wrap(last as Draft<'member'>)
        }
        return false
      default:
        return false
    }
  }

  /** A bracket where a field name is expected. */
  private openInObject(object: Draft<'object'>, last: Draft<'member'> | undefined): boolean {
    const kind = this.token === Token.openBrace ? 'object' : 'array'
    if (this.state === 'firstKey') {
      if (this.excess[kind] >= 0) return false
      this.problem(`Nothing closes this "${kind === 'object' ? '{' : '['}".`, this.offset, 1, 'closing')
      return true
    }
    if (kind === 'array') return false
    if (object.parent?.kind === 'array' && this.excess.object < 0) this.leaveTo(object.parent as Draft<'array'>)
    else if (last?.value?.kind === 'array') this.reopen(last.value as Draft<'array'>)
    else if (last?.value?.kind === 'object') this.wrap(last)
    return false
  }

  private inArray(): boolean {
    const array = this.container as Draft<'array'>
    switch (this.token) {
      case Token.closeBracket:
        return this.isTooEarly(array)
      case Token.closeBrace:
        return this.closeFromOther('object')
      case Token.openBracket:
        if (this.state !== 'firstItem' || this.excess.array >= 0 || this.previousEnd !== this.offset) return false
        this.problem('Nothing closes this "[".', this.offset, 1, 'closing')
        return true
      case Token.string:
        if (this.isKey()) this.keyInArray(array)
        return false
      default:
        return false
    }
  }

  private keyInArray(array: Draft<'array'>) {
    const last = array.items.at(-1)
    const object = array.parent?.kind === 'member' ? (array.parent.parent as Draft<'object'>) : undefined
    if (last === undefined || object === undefined || (last.kind !== 'object' && this.excess.object > 0))
      return this.openMissing(array, this.isHead ? undefined : this.column)
    if (last.kind === 'object') {
      const state = this.stateBefore()
      if (state !== undefined) return this.reopen(state)
      if (this.excess.object > 0) {
        return hasMember(last, this.value) ? this.openMissing(array, this.column) : this.reopen(last as Draft<'object'>)
      }
    }
    this.leaveTo(object)
  }

  /** A key within a line: the fields of the language say whether it can stand here. */
  private byName(object: Draft<'object'>) {
    const { role } = this.layout(object)
    const name = this.value
    const value = this.valueOffset()
    const isObject = this.text[value] === '{'
    const { names } = this
    const isState = isObject && beginsState(this.text, value)
    const of = (wanted: Role) => (node: Container) => this.layout(node).role === wanted
    if (this.excess.object > 0) {
      const wanted: Role | undefined =
        role === 'machine' && isObject && !names.machine.has(name)
          ? 'states'
          : role === 'states' && names.state.has(name) && !isState
            ? 'state'
            : role === 'state' && isOfMachine(name)
              ? 'machine'
              : undefined
      const closed = wanted && this.closedBefore(of(wanted))
      if (closed) this.reopen(closed)
    } else if (this.excess.object < 0) {
      const wanted: Role | undefined =
        isState && role !== 'machine' && !(role === 'state' && names.state.has(name))
          ? 'states'
          : role === 'states' && !isObject && names.machine.has(name)
            ? 'machine'
            : role === 'other' && isOfMachine(name)
              ? 'machine'
              : (role === 'machine' ? !names.machine.has(name) : role === 'states' && !isObject) && names.state.has(name)
                ? 'state'
                : undefined
      const open = wanted && this.outwards(of(wanted))
      if (open) this.leaveTo(open)
    }
  }

  /** The States that was closed before a state: `[{ "States": {...}}, "B": { "Type": ...` */
  private stateBefore(): Container | undefined {
    if (this.excess.object <= 0 || !beginsState(this.text, this.valueOffset())) return undefined
    return this.closedBefore((node) => this.layout(node).role === 'states')
  }

  /** A bracket within a line that ends what has its members on lines of their own, while the next line goes on with it. */
  private isTooEarly(node: Container): boolean {
    if (this.isHead || this.layout(node).line === this.line || !this.goesOn(node)) return false
    this.superfluous()
    return true
  }

  /** A bracket that the innermost container does not have. */
  private closeFromOther(kind: Kind): boolean {
    const own = this.outwards((node) => node.kind === kind)
    const layout = own && this.layout(own)
    const isMine =
      own !== undefined && (this.isHead || layout!.line === this.line || (layout!.child === undefined && this.excess[kind] <= 0))
    if (isMine && !(layout!.line === this.line && this.line === 1 && this.excess[kind] > 0)) {
      this.leaveTo(own!)
      return false
    }
    const last = this.container?.kind === 'object' ? (this.container.members.at(-1) as Draft<'member'> | undefined) : undefined
    if (kind === 'array' && last?.value !== undefined && last.value.kind !== 'array' && this.names.list.has(last.key.value)) {
      this.wrap(last)
      return false
    }
    this.superfluous()
    return true
  }

  /** Behind the root: it ended too early, or there is too much. */
  private behindRoot(): void {
    const { root, token } = this
    if (token === Token.end) return
    const isMore = token === Token.comma || (token === Token.string && this.isKey())
    if (isMore && (root?.kind === 'object' || root?.kind === 'array')) {
      this.reopen(root as Container)
      this.resolve()
      return
    }
    this.problem('The document ends here: nothing may follow.', this.offset, this.length, 'opening')
    if (token !== Token.closeBrace && token !== Token.closeBracket) this.scanner.setPosition(this.text.length)
  }

  private closeAll() {
    if (this.isWaiting()) this.noValue()
    this.leaveTo(undefined)
  }

  /** The innermost open container of which this holds. */
  private outwards(holds: (node: Container) => boolean): Container | undefined {
    if (this.container !== undefined && holds(this.container)) return this.container
    for (let i = this.stack.length - 1, last = Math.max(0, i - reach); i >= last; i--) if (holds(this.stack[i]!)) return this.stack[i]
    return undefined
  }

  /** What was closed last within the open container, and what was closed last in that, of which this holds. */
  private closedBefore(holds: (node: Container) => boolean): Container | undefined {
    let node = lastOf(this.container)
    for (let i = 0; i < reach && node !== undefined; i++, node = lastOf(node)) if (holds(node)) return node
    return undefined
  }

  /** Closes what is open within `outer`, which the text does not. */
  private leaveTo(outer: Container | undefined) {
    const first = this.container
    if (first === outer || first === undefined) return
    const sign = closing[first.kind]
    const at = Math.max(0, this.previousEnd - 1)
    const message = `A "${sign}" is missing: this ${first.kind} is not closed.`
    const begin = { offset: first.offset, length: 1, message: 'It begins here.' }
    this.doubt(this.isHead || this.token === Token.end ? first : this.outermostTo(outer))
    this.problem(message, at, Math.min(1, this.previousEnd), first.kind === 'object' ? 'brace' : 'bracket', [begin])
    while (this.container !== outer) super.leave(this.previousEnd)
    if (outer === undefined) return
    const closes = this.token === Token.closeBrace || this.token === Token.closeBracket || this.token === Token.comma
    this.state = outer.kind === 'object' ? (closes ? 'memberEnd' : 'key') : closes ? 'itemEnd' : 'item'
  }

  /** The outermost of what is open within `outer`. */
  private outermostTo(outer: Container | undefined): Container {
    const at = outer === undefined ? -1 : this.stack.lastIndexOf(outer)
    return this.stack[at + 1] ?? this.container!
  }

  /** Goes on with what was closed: its bracket was one too many. */
  private reopen(node: Container) {
    const end = node.offset + node.length
    this.doubt(this.isHead ? (lastOf(node) ?? node) : node)
    this.problem(`This "${closing[node.kind]}" is one too many: what it closes goes on.`, end - 1, 1, 'opening')
    const path: Container[] = []
    for (let at: Node | undefined = node; at !== undefined && at !== this.container; at = outerOf(at)) path.push(at as Container)
    for (const each of path.reverse()) this.push(each)
    this.member = node.kind === 'object' ? (node.members.at(-1) as Draft<'member'> | undefined) : undefined
    this.state = node.kind === 'object' ? (this.afterComma ? 'key' : 'memberEnd') : this.afterComma ? 'item' : 'itemEnd'
  }

  /** An object that lacks its opening bracket begins with this key, or an array with this item. */
  private openMissing(parent: Parent, indent: number | undefined, isObject = true) {
    const node = isObject ? objectDraft(this.offset, parent) : arrayDraft(this.offset, parent)
    const at: Range = parent?.kind === 'member' ? parent.key : { offset: this.offset, length: this.length }
    this.doubt(node)
    const message = isObject ? 'A "{" is missing before the fields of this object.' : 'A "[" is missing before the items of this array.'
    this.problem(message, at.offset, at.length, 'opening')
    const line = this.isHead ? this.line - 1 : this.line
    this.open(node, isObject ? 'firstKey' : 'firstItem')
    this.layouts.set(node, { ...this.layout(node), line, indent, child: this.isHead ? this.column : undefined })
  }

  /** The value of the member is the first item of an array that lacks its opening bracket. */
  private wrap(member: Draft<'member'>) {
    const value = member.value as Draft<'object'>
    const array = arrayDraft(value.offset, member)
    const inner = this.layouts.get(value)
    this.doubt(member)
    this.problem('A "[" is missing before the items of this array.', member.key.offset, member.key.length, 'opening')
    value.parent = array
    list<Node>(array.items).push(value)
    member.value = array
    this.push(array)
    this.layouts.set(array, {
      line: inner?.line ?? this.line,
      indent: inner?.indent ?? this.column,
      role: 'other',
      child: undefined,
      closedByLine: false,
    })
    this.state = this.afterComma ? 'item' : 'itemEnd'
  }

  private superfluous() {
    this.problem('Nothing is open that this closes.', this.offset, this.length, 'opening')
  }

  /** The problem that is reported next leaves in doubt what belongs to the node. */
  private doubt(node: Node | Draft<'member'>) {
    this.doubts.set(this.problems.length, node)
  }

  /** What of a node is in doubt. The states in it have places of their own. */
  private rangesOf(doubt: Node | Draft<'member'> | undefined): readonly Range[] {
    const node = doubt?.kind === 'member' ? doubt.value : doubt
    const role = node === undefined ? undefined : this.layouts.get(node)?.role
    if (doubt === undefined) return []
    if (role === 'machine' || role === 'states' || role === 'branches') {
      const { parent } = node!
      // nothing is in it yet: what the machine lacks may still be typed
      if (role === 'states' && (node as Draft<'object'>).members.length === 0 && parent?.kind === 'member')
        return [{ offset: parent.parent.offset, length: parent.parent.length }]
      const offset = parent?.kind === 'member' ? parent.offset : node!.offset
      return [{ offset, length: node!.offset + 1 - offset }]
    }
    const end = doubt.offset + doubt.length
    const ranges: Range[] = []
    // its key, too: some rules mark what is missing there
    let { offset } = doubt.parent?.kind === 'member' ? doubt.parent : doubt
    for (const { value } of role === 'state' ? (node as Draft<'object'>).members : []) {
      const inner = value && this.layouts.get(value)?.role
      if (inner !== 'machine' && inner !== 'branches') continue
      ranges.push({ offset, length: value!.offset - offset })
      offset = value!.offset + value!.length
    }
    return [...ranges, { offset, length: end - offset }]
  }

  private isWaiting(): boolean {
    return this.state === 'value' || this.state === 'colon'
  }

  /** Whether a colon follows the token. */
  private isKey(): boolean {
    if (this.token !== Token.string && this.token !== Token.unknown) return false
    return this.text[skipSpace(this.text, this.offset + this.length)] === ':'
  }

  /** Where the value of a key begins. */
  private valueOffset(): number {
    return skipSpace(this.text, skipSpace(this.text, this.offset + this.length) + 1)
  }

  /** Whether values follow up to a closing bracket: `"a", "b"]`. */
  private isInList(): boolean {
    return /^\s*(?:,\s*(?:"[^"\\\r\n]{0,200}"|[\w.+-]{1,30})\s*){0,20}\]/.test(
      this.text.slice(this.offset + this.length, this.offset + this.length + 2000),
    )
  }

  /** Whether the next line stands where a member, an item or the closing bracket of this would. */
  private goesOn(node: Container): boolean {
    const { child, indent } = this.layout(node)
    const next = this.nextLine()
    if (child === undefined || next === undefined) return false
    const sign = this.text[next.offset]!
    return sign === '}' || sign === ']' ? next.column === indent && sign === closing[node.kind] : next.column === child
  }

  /** The first token of the next line that has one. */
  private nextLine(): { readonly offset: number; readonly column: number } | undefined {
    const { text } = this
    const from = this.offset + this.length
    if (this.ahead === undefined || from > this.ahead.offset || from < this.ahead.from) {
      const end = lineEnd(text, from)
      const offset = skipSpace(text, end)
      this.ahead = { from, offset, column: widthOf(text, lineStart(text, offset), offset) }
    }
    return this.ahead.offset < text.length ? this.ahead : undefined
  }
}

const isOfMachine = (name: string): boolean => name === 'StartAt' || name === 'States'

const hasMember = (node: Node, name: string): boolean => node.kind === 'object' && node.members.some(({ key }) => key.value === name)

function lastOf(node: Node | undefined): Container | undefined {
  const last = node?.kind === 'object' ? node.members.at(-1)?.value : node?.kind === 'array' ? node.items.at(-1) : undefined
  return last?.kind === 'object' || last?.kind === 'array' ? (last as Container) : undefined
}

const outerOf = ({ parent }: Node): Node | undefined => (parent?.kind === 'member' ? parent.parent : parent)

const withDoubt = (problem: Problem, more: Recovered): Problem =>
  problem.data === undefined ? problem : { ...problem, data: { ...problem.data, ...more } }
