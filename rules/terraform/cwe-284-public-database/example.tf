resource "aws_db_instance" "a" {
  engine              = "postgres"
  # ruleid: terraform.cwe-284.public-database
  publicly_accessible = true
}
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_16"
  settings {
    ip_configuration {
      authorized_networks {
        name  = "all"
        # ruleid: terraform.cwe-284.public-database
        value = "0.0.0.0/0"
      }
    }
  }
}
resource "azurerm_mssql_firewall_rule" "c" {
  start_ip_address = "0.0.0.0"
  # ruleid: terraform.cwe-284.public-database
  end_ip_address   = "255.255.255.255"
}
resource "aws_db_instance" "d" {
  # ok: terraform.cwe-284.public-database
  publicly_accessible = false
}
resource "google_sql_database_instance" "e" {
  settings {
    ip_configuration {
      authorized_networks {
        # ok: terraform.cwe-284.public-database
        value = "203.0.113.0/24"
      }
    }
  }
}
# Azure's own services.
resource "azurerm_mssql_firewall_rule" "f" {
  start_ip_address = "0.0.0.0"
  # ok: terraform.cwe-284.public-database
  end_ip_address   = "0.0.0.0"
}
