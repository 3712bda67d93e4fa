FROM debian:12.5
# ruleid: dockerfile.cwe-319.plain-download
ADD http://example.com/app.tar.gz /opt/
# ruleid: dockerfile.cwe-319.plain-download
RUN curl -o /opt/app http://example.com/app
# ruleid: dockerfile.cwe-319.plain-download
RUN wget http://example.com/app.tar.gz
# ok: dockerfile.cwe-319.plain-download
ADD https://example.com/app.tar.gz /opt/
# ok: dockerfile.cwe-319.plain-download
ADD --checksum=sha256:0123456789abcdef http://example.com/app.tar.gz /opt/
# ok: dockerfile.cwe-319.plain-download
RUN curl -fsS http://localhost:8080/health
# ok: dockerfile.cwe-319.plain-download
RUN curl -o app http://example.com/app && echo "0123 app" | sha256sum -c
# ok: dockerfile.cwe-319.plain-download
RUN curl -fsSL https://example.com/app -o /opt/app
