/** The JSON schemas as they should be, and as they are in schemas/, by file name. */
export function schemas(): Promise<{ made: Record<string, string>; kept: Record<string, string> }>
