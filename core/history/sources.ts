/**
 * Who has answered a task. `edit`: a person in the debugger. `mock`: the test case. `recorded`: a history that is replayed. `function`: a Lambda
 * function on this computer. `endpoint`: a server that stands for an AWS service or an HTTP API. `aws`: AWS itself, or the API that the task names.
 * `execution`: another state machine, run here. `callback`: a worker, or whoever had the task token. `binding`: somebody else of stepthrough.json.
 * `unmocked`: what is done where nobody has an answer.
 */
export type TaskSource = 'edit' | 'mock' | 'recorded' | 'function' | 'endpoint' | 'aws' | 'execution' | 'callback' | 'binding' | 'unmocked'

/** What a person is told, behind "answered by". */
export const sourceNames: Readonly<Record<TaskSource, string>> = {
  edit: 'you',
  mock: 'the mock file',
  recorded: 'the recorded history',
  function: 'a function on this computer',
  endpoint: 'an endpoint',
  aws: 'AWS',
  execution: 'an execution on this computer',
  callback: 'whoever had the task token',
  binding: 'stepthrough.json',
  unmocked: 'nobody',
}

/** Who answered, by the index of the event that ends the task. Few events have one. */
export class Sources {
  private readonly of = new Map<number, TaskSource>()

  get(index: number): TaskSource | undefined {
    return this.of.get(index)
  }

  set(index: number, source: TaskSource): void {
    this.of.set(index, source)
  }

  /** Forgets those from an index on. */
  back(length: number): void {
    for (const index of this.of.keys()) if (index >= length) this.of.delete(index)
  }
}
