/** The pages as they should be, and as they are in docs/rules, by file name. */
export function pages(): Promise<{ made: Record<string, string>; kept: Record<string, string> }>
