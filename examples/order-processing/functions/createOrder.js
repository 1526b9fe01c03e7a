// Prices the order and gives it an id. Node, CommonJS.
const prices = { 'BOOK-11': 2197, 'MUG-03': 1000 }

class UnknownArticle extends Error {
  name = 'UnknownArticle'
}

exports.handler = async ({ requestId, items }) => {
  let cents = 0
  for (const { sku, quantity } of items) {
    const price = prices[sku]
    if (price === undefined) throw new UnknownArticle(`There is no article ${sku}.`)
    cents += price * quantity
  }
  const order = { orderId: `O-${requestId}`, total: cents / 100, currency: process.env.CURRENCY ?? 'USD' }
  console.log(`order ${order.orderId}: ${order.total} ${order.currency}`)
  return order
}
