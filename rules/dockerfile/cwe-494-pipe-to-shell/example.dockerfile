FROM debian:12.5
# ruleid: dockerfile.cwe-494.pipe-to-shell
RUN curl -fsSL https://example.com/install.sh | sh
# ruleid: dockerfile.cwe-494.pipe-to-shell
RUN wget -qO- https://example.com/install.sh | sudo -E bash -
# ruleid: dockerfile.cwe-494.pipe-to-shell
RUN curl -sL https://example.com/setup | /bin/bash -s -- --yes
# ok: dockerfile.cwe-494.pipe-to-shell
RUN curl -fsSLO https://example.com/tool-1.2.3.tar.gz && echo "0123 tool-1.2.3.tar.gz" | sha256sum -c
# ok: dockerfile.cwe-494.pipe-to-shell
RUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/example.gpg
# ok: dockerfile.cwe-494.pipe-to-shell
RUN echo "set -e" | sh
# curl https://example.com | sh
# ok: dockerfile.cwe-494.pipe-to-shell
RUN curl -fsSL https://example.com/list.txt | sort
