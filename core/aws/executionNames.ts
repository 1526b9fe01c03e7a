/**
 * Whether a state machine or an execution can have this name, as far as its characters go. Source: API reference, CreateStateMachine, name;
 * StartExecution, name.
 */
export const isName = (name: string): boolean => /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]+$/u.test(name)

/** Characters that a name has at most. Source: as above. */
export const longestName = 80
