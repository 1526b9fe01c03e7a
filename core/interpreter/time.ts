/** A time as the context object has it: on a whole second without a fraction. Source: the examples of the Developer Guide. */
export const isoTime = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')
