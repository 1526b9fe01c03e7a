/** docs/cli.md as it should be, and as it is. */
export function page(): Promise<{ made: string; kept: string }>
