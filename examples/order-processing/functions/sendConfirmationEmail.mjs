// Tells the customer. Node, an ES module. The mail goes to the console.
import { createHash } from 'node:crypto'

export const handler = async ({ to, subject, shipsOn }) => {
  console.log(`to ${to}: ${subject}. It ships on ${shipsOn}.`)
  return { messageId: createHash('sha256').update(`${to} ${subject}`).digest('hex').slice(0, 12) }
}
