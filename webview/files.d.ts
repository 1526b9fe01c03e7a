/** What the build knows beside scripts. */
declare module '*.css'

/** A script that is bundled for itself, as its text. */
declare module '*?source' {
  const source: string
  export default source
}
