# A role that a configuration of Tocsin names as iamRoleArn, or that one person has of their own for commands from Slack.
# docs/commands-permissions.md says who may do what by it.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

# The documents are Tocsin's own templates (GET /api/iam/policy-templates), filled in.
locals {
  values = {
    partition      = data.aws_partition.this.partition
    account        = data.aws_caller_identity.this.account_id
    tocsin_account = var.tocsin_account_id != "" ? var.tocsin_account_id : data.aws_caller_identity.this.account_id
    tocsin_role    = var.tocsin_role_name
    slack_user_id  = var.slack_user_id
  }

  trust = var.slack_user_id == "" ? "trust-account-role" : "person-role-trust"
  wanted = {
    channel-role-reads             = var.read_charts
    aws-chatbot-read-only-commands = var.read_only_commands
    channel-role-buttons           = var.buttons
    aws-chatbot-lambda-invoke      = length(var.function_arns) > 0
  }
  policies = {
    for name, is_wanted in local.wanted : name => replace(
      templatefile("${path.module}/policies/${name}.json", local.values),
    name == "aws-chatbot-lambda-invoke" ? "[\"*\"]" : "NOTHING TO REPLACE", jsonencode(var.function_arns)) if is_wanted
  }
}

resource "aws_iam_role" "channel" {
  name               = var.role_name
  description        = "What people in a chat may do by Tocsin"
  assume_role_policy = templatefile("${path.module}/policies/${local.trust}.json", local.values)
  tags               = var.tags
}

resource "aws_iam_role_policy" "channel" {
  for_each = local.policies

  name   = each.key
  role   = aws_iam_role.channel.id
  policy = each.value
}

resource "aws_iam_role_policy_attachment" "read_only" {
  count = var.read_only_commands ? 1 : 0

  role       = aws_iam_role.channel.name
  policy_arn = "arn:${data.aws_partition.this.partition}:iam::aws:policy/ReadOnlyAccess"
}
