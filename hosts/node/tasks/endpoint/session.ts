import type { TaskOutcome } from '../../../../core/interpreter/api'
import { Activities } from '../../../../core/run/activities'
import { Tokens } from '../../../../core/run/tokens'
import { taskActions } from '../../../../core/service/actions/forWorkers'
import { after } from '../../after'
import { portOf } from './address'
import { type Endpoint, openEndpoint } from './server'

/**
 * The callbacks and activities of one session: its tasks register here, and code answers them at an endpoint, which opens when it is first
 * asked for. Each port that is asked for has one, and all have the same tasks.
 */
export class WorkerSession {
  readonly tokens = new Tokens()
  readonly activities = new Activities(after)
  private readonly endpoints = new Map<number, Promise<Endpoint>>()

  /** Its address at a free port, for AWS_ENDPOINT_URL_SFN. Rejects where no port can be had. */
  async address(): Promise<string> {
    return (await this.opened(0)).url
  }

  /** Opens the address that stepthrough.json gives an activity. One that cannot be opened leaves the task without an answer, and says why. */
  async addressOf(activity: string, address: string): Promise<string | TaskOutcome> {
    const what = `The address "${address}" of the activity "${activity}" in stepthrough.json`
    const port = portOf(address)
    if (port === undefined) return unanswered(`${what} is none of this computer: it is such as http://127.0.0.1:8083.`)
    try {
      return (await this.opened(port)).url
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return unanswered(`${what} cannot be opened: ${code === 'EADDRINUSE' ? 'another program has this port' : (code ?? String(error))}.`)
    }
  }

  /** Whether code has been told of it, so that somebody may poll for activities. */
  get isOpen(): boolean {
    return this.endpoints.size > 0
  }

  /** Never rejects. */
  async close(): Promise<void> {
    const endpoints = [...this.endpoints.values()]
    this.endpoints.clear()
    await Promise.all(endpoints.map((endpoint) => endpoint.then((opened) => opened.close()).catch(() => {})))
  }

  private opened(port: number): Promise<Endpoint> {
    const known = this.endpoints.get(port)
    if (known !== undefined) return known
    const endpoint = openEndpoint(taskActions, this, port)
    this.endpoints.set(port, endpoint)
    endpoint.catch(() => this.endpoints.delete(port))
    return endpoint
  }
}

const unanswered = (cause: string): TaskOutcome => ({ kind: 'unanswered', cause })
