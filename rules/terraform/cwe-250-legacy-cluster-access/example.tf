resource "google_container_cluster" "a" {
  # ruleid: terraform.cwe-250.legacy-cluster-access
  enable_legacy_abac = true
}
resource "azurerm_kubernetes_cluster" "b" {
  # ruleid: terraform.cwe-250.legacy-cluster-access
  role_based_access_control_enabled = false
}
resource "google_container_cluster" "c" {
  location           = "europe-west1"
  # ruleid: terraform.cwe-250.legacy-cluster-access
  enable_legacy_abac = true
}
resource "google_container_cluster" "d" {
  # ok: terraform.cwe-250.legacy-cluster-access
  enable_legacy_abac = false
}
resource "azurerm_kubernetes_cluster" "e" {
  # ok: terraform.cwe-250.legacy-cluster-access
  role_based_access_control_enabled = true
}
resource "google_container_cluster" "f" {
  # ok: terraform.cwe-250.legacy-cluster-access
  enable_legacy_abac = var.legacy
}
