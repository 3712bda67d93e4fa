FROM debian:12.5
# ok: dockerfile.cwe-250.root-user
USER root
RUN apt-get update
USER app
# ruleid: dockerfile.cwe-250.root-user
USER 0
CMD ["app"]
