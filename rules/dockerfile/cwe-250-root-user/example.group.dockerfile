FROM debian:12.5
# ruleid: dockerfile.cwe-250.root-user
USER root:root
ENTRYPOINT ["/app"]
