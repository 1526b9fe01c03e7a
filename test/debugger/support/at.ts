import { TestSession } from './session'

/** Two states that change nothing. */
export const pass = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } }

/** A session that stands at the entry of the first state. */
export async function at(input: unknown, machine: unknown = pass): Promise<TestSession> {
  const s = new TestSession({ 'machine.asl.json': machine })
  await s.launch({ input: JSON.stringify(input), stopOnEntry: true })
  return s
}
