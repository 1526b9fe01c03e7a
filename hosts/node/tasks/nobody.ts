import type { BoundTasks } from '../../../core/run/bound'

/** Nobody answers for real: no code of a project runs, and nothing is called, whatever a definition says. */
export const nobody: BoundTasks = {
  answerer: () => () => undefined,
  foreign: async () => [],
  settled: async () => {},
  close: async () => {},
}
