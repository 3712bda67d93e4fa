resource "aws_cloudtrail" "a" {
  name           = "example"
  # ruleid: terraform.cwe-778.audit-log-off
  enable_logging = false
}
resource "aws_cloudtrail" "b" {
  # ruleid: terraform.cwe-778.audit-log-off
  enable_log_file_validation = false
}
resource "aws_cloudtrail" "c" {
  # ruleid: terraform.cwe-778.audit-log-off
  include_global_service_events = false
}
resource "aws_cloudtrail" "d" {
  # ok: terraform.cwe-778.audit-log-off
  enable_logging = true
}
resource "aws_cloudtrail" "e" {
  # ok: terraform.cwe-778.audit-log-off
  enable_log_file_validation = true
}
resource "aws_flow_log" "f" {
  # ok: terraform.cwe-778.audit-log-off
  enable_logging = false
}
