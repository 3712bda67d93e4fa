resource "aws_instance" "a" {
  metadata_options {
    # ruleid: terraform.cwe-918.imds-v1
    http_tokens = "optional"
  }
}
resource "aws_launch_template" "b" {
  metadata_options {
    http_endpoint = "enabled"
    # ruleid: terraform.cwe-918.imds-v1
    http_tokens   = "optional"
  }
}
resource "aws_launch_configuration" "c" {
  metadata_options {
    http_put_response_hop_limit = 1
    # ruleid: terraform.cwe-918.imds-v1
    http_tokens                 = "optional"
  }
}
resource "aws_instance" "d" {
  metadata_options {
    # ok: terraform.cwe-918.imds-v1
    http_tokens = "required"
  }
}
resource "aws_instance" "e" {
  metadata_options {
    http_endpoint = "disabled"
    # ok: terraform.cwe-918.imds-v1
    http_tokens   = "optional"
  }
}
resource "aws_instance" "f" {
  tags = {
    # ok: terraform.cwe-918.imds-v1
    http_tokens = "optional"
  }
}
