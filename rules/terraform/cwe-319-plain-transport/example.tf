resource "azurerm_storage_account" "a" {
  # ruleid: terraform.cwe-319.plain-transport
  https_traffic_only_enabled = false
}
resource "azurerm_linux_web_app" "b" {
  # ruleid: terraform.cwe-319.plain-transport
  https_only = false
}
resource "aws_elasticache_replication_group" "c" {
  # ruleid: terraform.cwe-319.plain-transport
  transit_encryption_enabled = false
}
resource "azurerm_storage_account" "d" {
  # ok: terraform.cwe-319.plain-transport
  https_traffic_only_enabled = true
}
resource "azurerm_linux_web_app" "e" {
  # ok: terraform.cwe-319.plain-transport
  https_only = var.https_only
}
resource "example_app" "f" {
  # ok: terraform.cwe-319.plain-transport
  https_only = false
}
