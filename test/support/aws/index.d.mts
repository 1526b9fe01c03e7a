export type Name = 'dynamodb' | 'sqs' | 'sns' | 'events' | 's3'

export interface LocalServices {
  readonly endpoints: Readonly<Record<Name, string>>
  close(): Promise<void>
}

export function startLocalServices(options?: {
  readonly ports?: Partial<Record<Name, number>>
  /** Whose queues and topics they are. */
  readonly account?: string
  readonly heard?: (service: 'sns' | 'events' | 's3', what: Readonly<Record<string, unknown>>) => void
}): Promise<LocalServices>
