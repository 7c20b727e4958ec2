variable "assumed_by" {
  description = "pod-identity or irsa for the role that Tocsin runs as on EKS; tocsin for a role that it assumes in a topic's account (tocsin.aws.assume-role)"
  type        = string
  default     = "pod-identity"

  validation {
    condition     = contains(["pod-identity", "irsa", "tocsin"], var.assumed_by)
    error_message = "assumed_by must be pod-identity, irsa or tocsin."
  }
}

variable "role_name" {
  description = "The name of the role to make; the same in all accounts that tocsin.aws.assume-role covers"
  type        = string
  default     = "tocsin"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name must have 1 to 64 letters, digits or +=,.@_-."
  }
}

variable "public_url" {
  description = "tocsin.public-url, where SNS reaches Tocsin, without a slash at the end"
  type        = string

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*$", var.public_url))
    error_message = "public_url must be of the form https://tocsin.example.com."
  }
}

variable "topic_arns" {
  description = "The topics, or patterns of them with *; empty for all topics of this account"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9*-]+:[0-9]{12}:[A-Za-z0-9_*-]{1,256}$", arn))])
    error_message = "Each of topic_arns must be the ARN of a standard topic, or a pattern of such ARNs within one account."
  }
}

variable "namespace" {
  description = "For pod-identity and irsa, the Kubernetes namespace of Tocsin"
  type        = string
  default     = "tocsin"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "namespace must be the name of a Kubernetes namespace."
  }
}

variable "service_account" {
  description = "For pod-identity and irsa, the service account of Tocsin's pods"
  type        = string
  default     = "tocsin"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.service_account))
    error_message = "service_account must be the name of a Kubernetes service account."
  }
}

variable "oidc_provider" {
  description = "For irsa, the issuer of the cluster without https://, for instance oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([A-Za-z0-9.-]+(/[A-Za-z0-9._/-]+)?)?$", var.oidc_provider))
    error_message = "oidc_provider must be the issuer without https://."
  }
}

variable "tocsin_account_id" {
  description = "For tocsin, the account of the role that Tocsin runs as; empty for this account"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([0-9]{12})?$", var.tocsin_account_id))
    error_message = "tocsin_account_id must have 12 digits."
  }
}

variable "tocsin_role_name" {
  description = "For tocsin, the name of the role that Tocsin runs as, with its path if it has one"
  type        = string
  default     = "tocsin"

  validation {
    condition     = can(regex("^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.tocsin_role_name))
    error_message = "tocsin_role_name must be the name of a role, with its path if it has one."
  }
}

variable "account_role_arns" {
  description = "The roles that Tocsin assumes in the topics' accounts (tocsin.aws.assume-role), for instance arn:aws:iam::123456789012:role/tocsin; the own role then gets no rights on topics"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.account_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Each of account_role_arns must be the ARN of an IAM role."
  }
}

variable "list_topics" {
  description = "Whether Tocsin may list which topics there are"
  type        = bool
  default     = true
}

variable "publish_tests" {
  description = "Whether Tocsin may publish to the topics: tests, and what people try out"
  type        = bool
  default     = true
}

variable "topic_key_arn" {
  description = "The KMS key of encrypted topics, so that tests can be published to them; empty for none"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.topic_key_arn))
    error_message = "topic_key_arn must be the ARN of a KMS key."
  }
}

variable "manage_topic_attributes" {
  description = "Whether Tocsin may set attributes of the topics (tocsin.sns.manage-topic-attributes)"
  type        = bool
  default     = false
}

variable "log_to_cloudwatch" {
  description = "Whether Tocsin may log deliveries to the groups /aws/chatbot/*"
  type        = bool
  default     = false
}

variable "read_metrics" {
  description = "Whether Tocsin may read metrics for the charts of alarms"
  type        = bool
  default     = false
}

variable "read_tags" {
  description = "Whether Tocsin may read the account's alias and tags (tocsin.context.ask)"
  type        = bool
  default     = false
}

variable "name_accounts" {
  description = "Whether Tocsin may ask the organization what accounts are called (tocsin.context.ask=organization)"
  type        = bool
  default     = false
}

variable "channel_role_arns" {
  description = "The roles that configurations name as iamRoleArn, as which Tocsin reads metrics and tags and carries out commands, and those that people have of their own for commands"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.channel_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Each of channel_role_arns must be the ARN of an IAM role."
  }
}

variable "tags" {
  description = "Tags of the role"
  type        = map(string)
  default     = {}
}
