export const policy = (statement: string): string =>
  `resource "aws_iam_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", ${statement} }] })\n}`;
