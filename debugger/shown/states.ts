import type { Thread } from '../../core/interpreter/api'

/** Whether the thread has just entered its state: another attempt of a Retrier begins anew, but enters nothing. */
export const isEntering = ({ stage, state, attempt }: Thread): boolean => stage === 'enter' && attempt === 0 && state !== undefined
