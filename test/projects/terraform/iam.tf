data "aws_iam_policy_document" "assume" {
  for_each = toset(["lambda", "states"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.value}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "functions" {
  name               = "${local.prefix}-functions"
  assume_role_policy = data.aws_iam_policy_document.assume["lambda"].json
}

resource "aws_iam_role" "machines" {
  name               = "${local.prefix}-machines"
  assume_role_policy = data.aws_iam_policy_document.assume["states"].json
}
