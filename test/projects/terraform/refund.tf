# The definition is an object.
resource "aws_sfn_state_machine" "refund" {
  name     = "${local.prefix}-refund"
  role_arn = aws_iam_role.machines.arn

  definition = jsonencode({
    Comment       = "Refunds an order"
    QueryLanguage = "JSONata"
    StartAt       = "CreateOrder"
    States = merge(local.steps, {
      Refund = {
        Type   = "Pass"
        Output = { refunded = "{% $states.input.total %}", currency = var.currency }
        End    = true
      }
    })
  })
}

locals {
  steps = {
    CreateOrder = {
      Type      = "Task"
      Resource  = "arn:aws:states:::lambda:invoke"
      Arguments = { FunctionName = aws_lambda_function.create_order.arn, Payload = "{% $states.input %}" }
      Output    = "{% $states.result.Payload %}"
      Retry     = local.retry
      Next      = "Refund"
    }
  }
}
