class ApiController < ApplicationController
  def open
    # ruleid: ruby.cwe-942.cors-any-origin-with-credentials
    headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    headers["Access-Control-Allow-Credentials"] = "true"
  end

  def opened
    # ruleid: ruby.cwe-942.cors-any-origin-with-credentials
    response.headers["Access-Control-Allow-Origin"] = request.origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
  end

  def public_answer
    # ok: ruby.cwe-942.cors-any-origin-with-credentials
    headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
  end

  def named
    # ok: ruby.cwe-942.cors-any-origin-with-credentials
    headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    headers["Access-Control-Allow-Credentials"] = "true"
  end
end

use Rack::Cors do
  allow do
    origins(/.*/)
    # ruleid: ruby.cwe-942.cors-any-origin-with-credentials
    resource "/api/*", headers: :any, credentials: true
  end
  allow do
    origins "https://app.example.com"
    # ok: ruby.cwe-942.cors-any-origin-with-credentials
    resource "/api/*", headers: :any, credentials: true
  end
  allow do
    origins "*"
    # ok: ruby.cwe-942.cors-any-origin-with-credentials
    resource "/public/*", headers: :any
  end
end
