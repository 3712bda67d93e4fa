FROM node:24.1.0 AS build
# ok: dockerfile.cwe-250.root-user
USER root
RUN npm ci
FROM node:24.1.0 AS tools
# ok: dockerfile.cwe-250.root-user
USER root
RUN apt-get update
# ok: dockerfile.cwe-250.root-user
USER node
FROM node:24.1.0
# ok: dockerfile.cwe-250.root-user
USER 1000
COPY --from=build /app /app
# ruleid: dockerfile.cwe-250.root-user
USER root
CMD ["node", "/app"]
