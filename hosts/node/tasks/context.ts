import type { Config } from '../../../core/config/types'
import type { Answerer } from '../../../core/run/answerer'

/** What those who answer real tasks share in one session. */
export interface TaskContext {
  readonly config: Config
  /** That of the config file, else of the definition: relative paths begin there, and packages that the workspace has installed are looked for from there. */
  readonly folder: string
  /** The parent's environment, for the SDK's conventions and the `${NAME}` of connections. It is handed to no function. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly region: string
  readonly account: string
  readonly permission: Permission
  /** A line that a function has printed, without its line break. `from`: the function's name. A promise: no more is taken before it resolves. */
  print(from: string, line: string): Promise<void> | undefined
  /** Where a function or worker may call SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat and GetActivityTask: AWS_ENDPOINT_URL_SFN. It is there once it has been asked for. */
  stepFunctionsEndpoint(): Promise<string>
}

/** Whether calls may leave this computer. */
export interface Permission {
  /** Whether remote calls may be made at all without asking: `--allow-remote`, `allowRemote`. Real credentials are used only where they may. */
  readonly remote: boolean
  /**
   * Undefined: the call may be made (loopback needs no permission). Else a sentence that names the service and the host and says what would allow
   * it: nothing has been connected. VS Code asks once for each session and service.
   */
  refuses(service: string, url: string): Promise<string | undefined>
}

/** Somebody who answers tasks of one kind: undefined where a call is not for him. `close` ends all that he has started; it never rejects. */
export interface TaskService {
  readonly answer: Answerer
  close(): Promise<void>
}
