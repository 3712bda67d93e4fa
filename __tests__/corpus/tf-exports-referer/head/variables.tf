variable "writer_role_arn" {
  type        = string
  description = "The job that writes the nightly exports of customers' data."
}
