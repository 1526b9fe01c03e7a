import type { Recording } from '../../history/recordings/read'

/** Executions that a sentence names. */
const most = 5

/** The recording of the execution with a name or an ARN; without, the only one. A sentence where that does not tell which one is meant. */
export function chooseRecording(recordings: readonly Recording[], named: string | undefined): Recording | string {
  const fitting = named === undefined ? recordings : recordings.filter(({ arn }) => arn === undefined || isNamed(arn, named))
  const [first, ...others] = fitting
  if (first !== undefined && others.length === 0) return first
  const names = (fitting.length > 0 ? fitting : recordings).map(({ arn }) => arn ?? 'one without a name')
  const list = `${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`
  return first === undefined
    ? `There is no execution ${named} in it, but ${list}.`
    : `There are several executions in it, one of which has to be named: ${list}.`
}

/** The name is the part behind the state machine's; of an Express execution another part follows. */
const isNamed = (arn: string, named: string): boolean => arn === named || arn.split(':')[7] === named
