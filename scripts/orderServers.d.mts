export interface OrderServers {
  readonly endpoints: Readonly<Record<'dynamodb' | 'sqs' | 'sns' | 'gateway', string>>
  /** An item of a table. */
  item(table: string, key: object): Promise<Readonly<Record<string, { readonly S?: string; readonly N?: string }>> | undefined>
  /** The body of the next message of the queue `shipments`. */
  message(): Promise<string | undefined>
  close(): Promise<void>
}

export function startOrderServers(options?: {
  readonly ports?: Readonly<Record<'dynamodb' | 'sqs' | 'sns' | 'gateway', number>>
  readonly heard?: (service: string, what: unknown) => void
}): Promise<OrderServers>
