output "role_arn" {
  description = "For the Pod Identity association, the annotation eks.amazonaws.com/role-arn, or tocsin.aws.assume-role"
  value       = aws_iam_role.tocsin.arn
}
