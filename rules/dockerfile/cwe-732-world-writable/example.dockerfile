FROM debian:12.5
# ruleid: dockerfile.cwe-732.world-writable
RUN chmod 777 /app
# ruleid: dockerfile.cwe-732.world-writable
RUN mkdir /data && chmod -R 0777 /data
# ruleid: dockerfile.cwe-732.world-writable
RUN chmod a+rwx /app
# ok: dockerfile.cwe-732.world-writable
RUN chmod 755 /app
# ok: dockerfile.cwe-732.world-writable
RUN chmod 1777 /scratch
# ok: dockerfile.cwe-732.world-writable
RUN chmod u+w /app
