import { editor, registered } from './editor'
import { CancellationTokenSource, type Location, type MarkdownString, type Range, type Uri } from './values'

/** The Test Explorer in memory: what a controller lists, and what its runs tell. */

export const TestRunProfileKind = { Run: 1, Debug: 2, Coverage: 3 }

export class TestMessage {
  expectedOutput?: string
  actualOutput?: string
  location?: Location
  contextValue?: string
  constructor(readonly message: string | MarkdownString) {}
  static diff(message: string, expected: string, actual: string): TestMessage {
    return Object.assign(new TestMessage(message), { expectedOutput: expected, actualOutput: actual })
  }
}

class Items {
  private readonly items = new Map<string, Item>()
  constructor(private readonly parent?: Item) {}
  get size(): number {
    return this.items.size
  }
  get(id: string): Item | undefined {
    return this.items.get(id)
  }
  add(item: Item): void {
    item.parent = this.parent
    this.items.set(item.id, item)
  }
  delete(id: string): void {
    this.items.delete(id)
  }
  replace(items: readonly Item[]): void {
    this.items.clear()
    for (const item of items) this.add(item)
  }
  [Symbol.iterator] = () => this.items[Symbol.iterator]()
}

class Item {
  readonly children = new Items(this)
  parent: Item | undefined
  range: Range | undefined
  error: string | undefined
  description: string | undefined
  sortText: string | undefined
  canResolveChildren = false
  constructor(
    readonly id: string,
    public label: string,
    readonly uri?: Uri,
  ) {}
}

export class TestRunRequest {
  constructor(
    readonly include?: readonly Item[],
    readonly exclude?: readonly Item[],
    readonly profile?: unknown,
    readonly continuous?: boolean,
  ) {}
}

interface Request {
  readonly include?: readonly Item[]
  readonly exclude?: readonly Item[]
  readonly continuous?: boolean
}

class Run {
  readonly name = 'run'
  /** What it has told, a line each. */
  readonly told: string[] = []
  readonly messages: TestMessage[] = []
  constructor(
    readonly token: unknown,
    readonly request: Request,
  ) {}
  private tell(what: string, item: Item, messages: TestMessage | readonly TestMessage[] = []): void {
    const all = [messages].flat() as TestMessage[]
    this.messages.push(...all)
    this.told.push([what, item.label, ...all.map(({ message }) => message)].join(' | '))
  }
  enqueued(): void {}
  started = (item: Item) => this.tell('started', item)
  skipped = (item: Item) => this.tell('skipped', item)
  passed = (item: Item) => this.tell('passed', item)
  failed = (item: Item, messages: readonly TestMessage[]) => this.tell('failed', item, messages)
  errored = (item: Item, messages: TestMessage | readonly TestMessage[]) => this.tell('errored', item, messages)
  appendOutput = (text: string, _at: unknown, item?: Item) => this.told.push(`printed | ${item?.label} | ${text.trim()}`)
  addCoverage(): void {}
  end = () => this.told.push('end')
}

interface Profile {
  readonly label: string
  readonly run: (request: Request, token: unknown) => Promise<void>
}

export class Controller {
  readonly items = new Items()
  readonly profiles: Profile[] = []
  readonly runs: Run[] = []
  resolveHandler: ((item: Item | undefined) => Promise<void>) | undefined
  createTestItem = (id: string, label: string, uri?: Uri) => new Item(id, label, uri)
  get file(): Item {
    return [...this.items][0]![1]
  }
  createRunProfile(label: string, _kind: number, run: Profile['run']) {
    this.profiles.push({ label, run })
    return { label, dispose: () => undefined }
  }
  createTestRun(request: Request): Run {
    const run = new Run(new CancellationTokenSource().token, request)
    this.runs.push(run)
    return run
  }
  dispose(): void {
    editor.registered--
  }
  /** The list as a person sees it: files with their cases, with what is wrong. */
  get list(): string[] {
    const line = (item: Item, indent: string) =>
      `${indent}${item.label}${item.range ? `:${item.range.start.line + 1}` : ''}${item.error ? ` (${item.error})` : ''}`
    return [...this.items].flatMap(([, file]) => [line(file, ''), ...[...file.children].map(([, item]) => line(item, '  '))])
  }
  /** Runs by a profile, to the end: what its runs have told since. */
  async start(label: string, request: Request = {}): Promise<Run> {
    await this.profiles.find((each) => each.label === label)!.run(request, new CancellationTokenSource().token)
    return this.runs.at(-1)!
  }
}

export const tests = {
  createTestController() {
    const controller = new Controller()
    registered()
    editor.providers.tests!.push(controller)
    return controller
  },
}
