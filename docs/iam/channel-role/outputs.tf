output "role_arn" {
  description = "For iamRoleArn of a configuration, or for a person's own role"
  value       = aws_iam_role.channel.arn
}
