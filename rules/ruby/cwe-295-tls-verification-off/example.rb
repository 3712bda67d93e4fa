require "net/http"

def off(uri)
  http = Net::HTTP.new(uri.host, uri.port)
  # ruleid: ruby.cwe-295.tls-verification-off
  http.verify_mode = OpenSSL::SSL::VERIFY_NONE
  # ruleid: ruby.cwe-295.tls-verification-off
  RestClient::Request.execute(method: :get, url: uri.to_s, verify_ssl: false)
  # ruleid: ruby.cwe-295.tls-verification-off
  Faraday.new(url: uri.to_s, ssl: { verify: false })
  # ruleid: ruby.cwe-295.tls-verification-off
  HTTParty.get(uri.to_s, verify: false)
  # ruleid: ruby.cwe-295.tls-verification-off
  Net::HTTP.start(uri.host, 443, use_ssl: true, verify_mode: OpenSSL::SSL::VERIFY_NONE)
end

def on(uri, insecure)
  http = Net::HTTP.new(uri.host, uri.port)
  # ok: ruby.cwe-295.tls-verification-off
  http.verify_mode = OpenSSL::SSL::VERIFY_PEER
  # ok: ruby.cwe-295.tls-verification-off
  RestClient::Request.execute(method: :get, url: uri.to_s, verify_ssl: true)
  # ok: ruby.cwe-295.tls-verification-off
  Faraday.new(url: uri.to_s, ssl: { ca_file: "ca.pem" })
  # ok: ruby.cwe-295.tls-verification-off
  http.verify_mode = insecure ? OpenSSL::SSL::VERIFY_NONE : OpenSSL::SSL::VERIFY_PEER
  # ok: ruby.cwe-295.tls-verification-off
  token.decode(verify: false)
end
