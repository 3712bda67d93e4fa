resource "aws_db_instance" "a" {
  engine            = "postgres"
  # ruleid: terraform.cwe-311.encryption-off
  storage_encrypted = false
}
resource "aws_ebs_volume" "b" {
  size      = 10
  # ruleid: terraform.cwe-311.encryption-off
  encrypted = false
}
resource "aws_elasticache_replication_group" "c" {
  # ruleid: terraform.cwe-311.encryption-off
  at_rest_encryption_enabled = false
}
resource "aws_db_instance" "d" {
  # ok: terraform.cwe-311.encryption-off
  storage_encrypted = true
}
resource "aws_ebs_volume" "e" {
  # ok: terraform.cwe-311.encryption-off
  encrypted = var.encrypted
}
resource "example_thing" "f" {
  # ok: terraform.cwe-311.encryption-off
  encrypted = false
}
