variable "role_name" {
  description = "The name of the role to make"
  type        = string
  default     = "tocsin-chat"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name must have 1 to 64 letters, digits or +=,.@_-."
  }
}

variable "tocsin_account_id" {
  description = "The account of the role that Tocsin runs as; empty for this account"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([0-9]{12})?$", var.tocsin_account_id))
    error_message = "tocsin_account_id must have 12 digits."
  }
}

variable "tocsin_role_name" {
  description = "The name of the role that Tocsin runs as, with its path if it has one"
  type        = string
  default     = "tocsin"

  validation {
    condition     = can(regex("^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.tocsin_role_name))
    error_message = "tocsin_role_name must be the name of a role, with its path if it has one."
  }
}

variable "slack_user_id" {
  description = "For the role of one person, their id in Slack, for instance U0123456789; empty for the role of a channel"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([UW][A-Z0-9]{1,46})?$", var.slack_user_id))
    error_message = "slack_user_id must be the id of a Slack user."
  }
}

variable "read_charts" {
  description = "Whether Tocsin may read metrics, alias and tags as this role, for charts and context"
  type        = bool
  default     = true
}

variable "read_only_commands" {
  description = "Whether commands may read what AWS's ReadOnlyAccess reads, without what shows secrets"
  type        = bool
  default     = false
}

variable "buttons" {
  description = "Whether the buttons below notifications may do what they do"
  type        = bool
  default     = false
}

variable "function_arns" {
  description = "The Lambda functions that may be invoked; [\"*\"] for all, empty for none"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.function_arns : can(regex("^([*]|arn:aws[a-z-]*:lambda:[a-z0-9*-]+:[0-9]{12}:function:[A-Za-z0-9_:*-]+)$", arn))])
    error_message = "Each of function_arns must be the ARN of a Lambda function, or a pattern of such ARNs."
  }
}

variable "tags" {
  description = "Tags of the role"
  type        = map(string)
  default     = {}
}
