# The definition is a text.
resource "aws_sfn_state_machine" "payout" {
  name     = "${local.prefix}-payout"
  role_arn = aws_iam_role.machines.arn

  definition = <<-EOF
    {
      "Comment": "Pays out to each of the countries",
      "StartAt": "PayOut",
      "States": {
        "PayOut": {
          "Type": "Parallel",
          "Branches": [
            %{ for i, country in var.countries ~}
            {
              "StartAt": "Pay ${country}",
              "States": {
                "Pay ${country}": {
                  "Type": "Task",
                  "Resource": "${aws_sfn_activity.pay.arn}",
                  "Parameters": { "country": "${country}", "currency": "${var.currency}", "amount.$": "$.amount" },
                  "Retry": ${jsonencode(local.retry)},
                  "End": true
                }
              }
            }%{ if i < length(var.countries) - 1 },%{ endif }
            %{ endfor ~}
          ],
          "Next": "Paid"
        },
        "Paid": { "Type": "Succeed" }
      }
    }
  EOF
}

resource "aws_sfn_activity" "pay" {
  name = "${local.prefix}-pay"
}
