resource "aws_lb_listener" "a" {
  port       = 443
  # ruleid: terraform.cwe-326.old-tls
  ssl_policy = "ELBSecurityPolicy-2016-08"
}
resource "azurerm_storage_account" "b" {
  # ruleid: terraform.cwe-326.old-tls
  min_tls_version = "TLS1_0"
}
resource "aws_cloudfront_distribution" "c" {
  viewer_certificate {
    acm_certificate_arn      = var.arn
    # ruleid: terraform.cwe-326.old-tls
    minimum_protocol_version = "TLSv1"
  }
}
resource "google_compute_ssl_policy" "d" {
  # ok: terraform.cwe-326.old-tls
  min_tls_version = "TLS_1_2"
}
resource "aws_lb_listener" "e" {
  # ok: terraform.cwe-326.old-tls
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}
resource "azurerm_mssql_server" "f" {
  # ok: terraform.cwe-326.old-tls
  minimum_tls_version = "1.2"
}
