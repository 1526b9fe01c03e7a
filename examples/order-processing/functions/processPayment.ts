// Charges the card at the payment gateway. TypeScript.
interface Charge {
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly cardToken: string
}

interface Receipt {
  readonly transactionId: string
  readonly status: 'CAPTURED'
}

class PaymentDeclined extends Error {
  override name = 'PaymentDeclined'
}

class PaymentGatewayTimeout extends Error {
  override name = 'PaymentGatewayTimeout'
}

const gateway = process.env.GATEWAY_URL ?? 'http://127.0.0.1:9099'

export async function handler(charge: Charge): Promise<Receipt> {
  const response = await fetch(`${gateway}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(charge),
  })
  const answer = (await response.json()) as Receipt & { readonly message?: string }
  if (response.status === 402) throw new PaymentDeclined(answer.message)
  if (response.status === 504) throw new PaymentGatewayTimeout('The payment gateway did not answer in time.')
  if (!response.ok) throw new Error(`The payment gateway says ${response.status}.`)
  console.log(`charged ${charge.amount} ${charge.currency}: ${answer.transactionId}`)
  return { transactionId: answer.transactionId, status: answer.status }
}
