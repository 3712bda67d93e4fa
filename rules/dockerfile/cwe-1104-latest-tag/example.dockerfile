# ruleid: dockerfile.cwe-1104.latest-tag
FROM node:latest
# ruleid: dockerfile.cwe-1104.latest-tag
FROM registry.example.com:5000/team/app:latest AS build
# ruleid: dockerfile.cwe-1104.latest-tag
FROM --platform=linux/amd64 debian:latest
# ok: dockerfile.cwe-1104.latest-tag
FROM node:24.1.0
# ok: dockerfile.cwe-1104.latest-tag
FROM node:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
# ok: dockerfile.cwe-1104.latest-tag
FROM scratch
# ok: dockerfile.cwe-1104.latest-tag
FROM example/latest:1.0
