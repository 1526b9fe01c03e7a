import { Activities } from '../../../../core/run/activities'
import { Tokens } from '../../../../core/run/tokens'
import { taskActions } from '../../../../core/service/actions/forWorkers'
import { after } from '../../after'
import { type Endpoint, openEndpoint } from './server'

/** The callbacks and activities of one session: its tasks register here, and code answers them at the endpoint, which opens when it is first asked for. */
export class WorkerSession {
  readonly tokens = new Tokens()
  readonly activities = new Activities(after)
  private endpoint: Promise<Endpoint> | undefined

  /** `port`: where the endpoint opens; undefined: at a free one. */
  constructor(private readonly port?: number) {}

  /** Its address, for AWS_ENDPOINT_URL_SFN. Rejects where no port can be had. */
  async address(): Promise<string> {
    this.endpoint ??= openEndpoint(taskActions, this, this.port)
    return (await this.endpoint).url
  }

  /** Whether code has been told of it, so that somebody may poll for activities. */
  get isOpen(): boolean {
    return this.endpoint !== undefined
  }

  /** Never rejects. */
  async close(): Promise<void> {
    const endpoint = await this.endpoint?.catch(() => undefined)
    await endpoint?.close()
  }
}
