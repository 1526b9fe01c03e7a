terraform {
  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 6.0" }
    archive = { source = "hashicorp/archive", version = "~> 2.0" }
  }
}

data "archive_file" "create_order" {
  type        = "zip"
  source_dir  = "${path.module}/functions/create-order"
  output_path = "${path.module}/build/create-order.zip"
}

resource "aws_lambda_function" "create_order" {
  function_name = "${local.prefix}-create-order"
  role          = aws_iam_role.functions.arn
  filename      = data.archive_file.create_order.output_path
  handler       = "index.handler"
  runtime       = "nodejs22.x"

  environment {
    variables = { CURRENCY = var.currency }
  }
}

resource "aws_dynamodb_table" "orders" {
  name         = "${local.prefix}-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

# The definition is a file with variables.
resource "aws_sfn_state_machine" "order" {
  name     = "${local.prefix}-order"
  role_arn = aws_iam_role.machines.arn

  definition = templatefile("${path.module}/statemachines/order.asl.json", {
    create_order   = aws_lambda_function.create_order.arn
    orders_table   = aws_dynamodb_table.orders.name
    approval_above = var.approval_above
    retry          = local.retry
  })
}
