resource "aws_security_group" "a" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    # ruleid: terraform.cwe-284.admin-port-open
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
  ingress {
    # ok: terraform.cwe-284.admin-port-open
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
  }
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    # ok: terraform.cwe-284.admin-port-open
    cidr_blocks = ["10.0.0.0/8"]
  }
  egress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    # ok: terraform.cwe-284.admin-port-open
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group_rule" "b" {
  type              = "ingress"
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  # ruleid: terraform.cwe-284.admin-port-open
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.a.id
}
resource "aws_security_group_rule" "c" {
  type              = "egress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  # ok: terraform.cwe-284.admin-port-open
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.a.id
}
resource "aws_vpc_security_group_ingress_rule" "d" {
  security_group_id = aws_security_group.a.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  # ruleid: terraform.cwe-284.admin-port-open
  cidr_ipv4         = "0.0.0.0/0"
}
resource "google_compute_firewall" "e" {
  name    = "ssh"
  network = "default"
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
  # ruleid: terraform.cwe-284.admin-port-open
  source_ranges = ["0.0.0.0/0"]
}
resource "google_compute_firewall" "f" {
  name    = "web"
  network = "default"
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
  # ok: terraform.cwe-284.admin-port-open
  source_ranges = ["0.0.0.0/0"]
}
