// The Lambda function of the state CreateOrder: an order with its total.
exports.handler = async ({ items = [] }) => ({
  id: `order-${items.length}`,
  total: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
})
