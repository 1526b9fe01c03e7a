/** Put in by the bundler; a run of the sources has none. */
declare const __VERSION__: string | undefined

export const version: string = typeof __VERSION__ === 'undefined' ? '0.0.0' : __VERSION__
