FROM debian:12.5
# ruleid: dockerfile.cwe-347.unsigned-packages
RUN apt-get install -y --allow-unauthenticated curl
# ruleid: dockerfile.cwe-347.unsigned-packages
RUN apk add --allow-untrusted ./x.apk
# ruleid: dockerfile.cwe-347.unsigned-packages
RUN dnf install -y --nogpgcheck curl
# ruleid: dockerfile.cwe-347.unsigned-packages
RUN echo "deb [trusted=yes] https://example.com/debian stable main" > /etc/apt/sources.list.d/x.list
# ok: dockerfile.cwe-347.unsigned-packages
RUN apt-get install -y --no-install-recommends curl
# ok: dockerfile.cwe-347.unsigned-packages
RUN echo "deb [signed-by=/etc/apt/keyrings/x.gpg] https://example.com/debian stable main" > /etc/apt/sources.list.d/x.list
# ok: dockerfile.cwe-347.unsigned-packages
RUN apk add --no-cache curl
