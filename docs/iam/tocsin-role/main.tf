# A role for Tocsin. Either the role that Tocsin itself runs as on EKS (by Pod Identity or by IRSA), or a role that it assumes in
# an account whose topics it hears. docs/iam.md says which one to take.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account    = data.aws_caller_identity.this.account_id
  partition  = data.aws_partition.this.partition
  dns_suffix = data.aws_partition.this.dns_suffix
}

resource "aws_iam_role" "tocsin" {
  name               = var.role_name
  description        = "Tocsin brings what SNS topics publish into chats"
  assume_role_policy = local.trust
  tags               = var.tags

  lifecycle {
    precondition {
      condition     = var.assumed_by != "irsa" || var.oidc_provider != ""
      error_message = "assumed_by = \"irsa\" needs oidc_provider."
    }
  }
}

resource "aws_iam_role_policy" "tocsin" {
  for_each = local.policies

  name   = each.key
  role   = aws_iam_role.tocsin.id
  policy = each.value
}
