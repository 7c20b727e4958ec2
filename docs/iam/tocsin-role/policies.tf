# The documents are Tocsin's own templates (GET /api/iam/policy-templates), filled in. Where a list goes into one, a word stands
# for it until the document is text.
locals {
  all_topics = ["arn:${local.partition}:sns:*:${local.account}:*"]
  topic_arns = length(var.topic_arns) == 0 ? local.all_topics : var.topic_arns

  values = {
    partition       = local.partition
    account         = local.account
    dns_suffix      = local.dns_suffix
    endpoint        = "${var.public_url}/sns"
    topics          = "TOPICS"
    account_roles   = "ACCOUNT_ROLES"
    channel_roles   = "CHANNEL_ROLES"
    key             = var.topic_key_arn
    namespace       = var.namespace
    service_account = var.service_account
    oidc_provider   = var.oidc_provider
    tocsin_account  = var.assumed_by == "tocsin" && var.tocsin_account_id != "" ? var.tocsin_account_id : local.account
    tocsin_role     = var.tocsin_role_name
  }

  trust_template = {
    pod-identity = "trust-pod-identity"
    irsa         = "trust-irsa"
    tocsin       = "trust-account-role"
  }
  trust = templatefile("${path.module}/policies/${local.trust_template[var.assumed_by]}.json", local.values)

  # Who assumes a role in each topic's account does nothing to topics under the own one.
  works_itself = length(var.account_role_arns) == 0
  wanted = {
    tocsin-subscribe               = local.works_itself
    tocsin-list-topics             = var.list_topics
    tocsin-test                    = local.works_itself && var.publish_tests
    tocsin-test-encrypted          = local.works_itself && var.publish_tests && var.topic_key_arn != ""
    tocsin-manage-topic-attributes = local.works_itself && var.manage_topic_attributes
    tocsin-assume-role             = !local.works_itself
    tocsin-cloudwatch-logs         = var.log_to_cloudwatch
    tocsin-charts                  = local.works_itself && var.read_metrics
    tocsin-context                 = local.works_itself && var.read_tags
    tocsin-organization            = var.name_accounts
    tocsin-assume-channel-roles    = length(var.channel_role_arns) > 0
  }
  policies = {
    for name, is_wanted in local.wanted : name => replace(replace(replace(
      templatefile("${path.module}/policies/${name}.json", local.values),
      "\"TOPICS\"", jsonencode(local.topic_arns)),
      "\"ACCOUNT_ROLES\"", jsonencode(var.account_role_arns)),
    "\"CHANNEL_ROLES\"", jsonencode(var.channel_role_arns)) if is_wanted
  }
}
