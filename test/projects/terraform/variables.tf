variable "approval_above" {
  type    = number
  default = 100
}

variable "currency" {
  type = string
}

variable "countries" {
  type    = list(string)
  default = ["de", "fr"]
}

locals {
  prefix = "shop-${terraform.workspace}"
  retry  = [{ ErrorEquals = ["States.TaskFailed"], IntervalSeconds = 2, MaxAttempts = 2 }]
}
