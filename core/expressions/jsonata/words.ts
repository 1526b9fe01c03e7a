/** Words that JSONata may read as operators or values where a name is meant, so that such a name stands in backquotes. */
export const reservedWords: readonly string[] = ['and', 'or', 'in', 'true', 'false', 'null', 'function', 'λ']

/** Those that a person types: `λ` is another spelling of `function`. */
export const typedWords: readonly string[] = reservedWords.filter((word) => word !== 'λ')
