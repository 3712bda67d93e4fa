data "aws_iam_policy_document" "a" {
  statement {
    # ruleid: terraform.cwe-269.wildcard-policy
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    effect    = "Deny"
    # ok: terraform.cwe-269.wildcard-policy
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    # ok: terraform.cwe-269.wildcard-policy
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
  statement {
    # ok: terraform.cwe-269.wildcard-policy
    actions   = ["*"]
    resources = [aws_s3_bucket.b.arn]
  }
}
resource "aws_iam_policy" "b" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # ruleid: terraform.cwe-269.wildcard-policy
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
      # ruleid: terraform.cwe-269.wildcard-policy
      {
        Effect   = "Allow"
        Action   = ["*"]
        Resource = "*"
      },
      # ok: terraform.cwe-269.wildcard-policy
      {
        Effect   = "Deny"
        Action   = "*"
        Resource = "*"
      },
    ]
  })
}
