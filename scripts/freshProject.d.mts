/** Packs, installs and uses the npm package in a new project. Throws where a step fails. `size`: bytes of the tarball. */
export function freshProject(): {
  readonly steps: Readonly<Record<string, string>>
  readonly size: number
  readonly files: readonly string[]
}
