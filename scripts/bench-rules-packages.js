// Ordinary code to measure the rules on: applications, frameworks and tools as their authors publish them.
export const PACKAGES = {
  javascript: [
    "express@4.21.2",
    "koa@2.15.3",
    "express-session@1.18.1",
    "http-server@14.1.1",
    "json-server@0.17.4",
    "mongoose@8.9.5",
    "mysql2@3.12.0",
    "nodemailer@6.9.16",
    "pm2@5.4.3",
    "@node-red/runtime@3.1.9",
    "@node-red/nodes@3.1.9",
    "@node-red/editor-api@3.1.9",
    "parse-server@7.3.0",
    "rxjs@7.8.1",
    "@tanstack/query-core@5.62.0",
  ],
  python: [
    "Django==5.1.4",
    "Flask-AppBuilder==4.5.2",
    "Flask==3.1.0",
    "fastapi==0.115.6",
    "jupyter_server==2.14.2",
    "requests==2.32.3",
  ],
  go: [
    "github.com/caddyserver/caddy/v2@v2.8.4",
    "github.com/gin-gonic/gin@v1.10.0",
    "github.com/labstack/echo/v4@v4.12.0",
    "github.com/pocketbase/pocketbase@v0.23.12",
  ],
};
