resource "aws_s3_bucket_acl" "a" {
  bucket = aws_s3_bucket.b.id
  # ruleid: terraform.cwe-732.public-storage
  acl    = "public-read-write"
}
resource "google_storage_bucket_iam_member" "c" {
  bucket = "example"
  role   = "roles/storage.objectViewer"
  # ruleid: terraform.cwe-732.public-storage
  member = "allUsers"
}
resource "google_storage_bucket_iam_binding" "d" {
  bucket  = "example"
  role    = "roles/storage.objectViewer"
  # ruleid: terraform.cwe-732.public-storage
  members = ["user:a@example.com", "allUsers"]
}
resource "azurerm_storage_container" "e" {
  name                  = "example"
  # ruleid: terraform.cwe-732.public-storage
  container_access_type = "blob"
}
resource "aws_s3_bucket_acl" "f" {
  bucket = aws_s3_bucket.b.id
  # ok: terraform.cwe-732.public-storage
  acl    = "private"
}
resource "google_storage_bucket_iam_member" "g" {
  bucket = "example"
  role   = "roles/storage.objectViewer"
  # ok: terraform.cwe-732.public-storage
  member = "serviceAccount:app@example.iam.gserviceaccount.com"
}
resource "azurerm_storage_container" "h" {
  name                  = "example"
  # ok: terraform.cwe-732.public-storage
  container_access_type = "private"
}
resource "aws_s3_bucket_acl" "i" {
  bucket = aws_s3_bucket.b.id
  # ok: terraform.cwe-732.public-storage
  acl    = var.acl
}
