FROM debian:12.5
# ruleid: dockerfile.cwe-295.tls-verification-off
RUN curl -k https://example.com/app -o /opt/app
# ruleid: dockerfile.cwe-295.tls-verification-off
RUN curl -fsSLk https://example.com/app -o /opt/app
# ruleid: dockerfile.cwe-295.tls-verification-off
RUN wget --no-check-certificate https://example.com/app
# ruleid: dockerfile.cwe-295.tls-verification-off
RUN git config --global http.sslVerify false
# ruleid: dockerfile.cwe-295.tls-verification-off
RUN npm config set strict-ssl false
# ruleid: dockerfile.cwe-295.tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# ok: dockerfile.cwe-295.tls-verification-off
RUN curl -fsSL https://example.com/k -o /opt/k
# ok: dockerfile.cwe-295.tls-verification-off
RUN curl --cacert /etc/ca.pem https://example.com/app -o /opt/app
# ok: dockerfile.cwe-295.tls-verification-off
RUN git config --global http.sslVerify true
# ok: dockerfile.cwe-295.tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
# ok: dockerfile.cwe-295.tls-verification-off
ENV NODE_EXTRA_CA_CERTS=/etc/ca.pem
