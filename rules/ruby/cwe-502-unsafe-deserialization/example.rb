class StateController < ApplicationController
  def load
    # ruleid: ruby.cwe-502.unsafe-deserialization
    Marshal.load(Base64.decode64(cookies[:state]))
    # ruleid: ruby.cwe-502.unsafe-deserialization
    YAML.unsafe_load(request.body.read)
    text = params[:settings]
    # ruleid: ruby.cwe-502.unsafe-deserialization
    YAML.load(text)
    # ruleid: ruby.cwe-502.unsafe-deserialization
    Oj.load(request.raw_post, mode: :object)
  end

  def safe
    # ok: ruby.cwe-502.unsafe-deserialization
    YAML.safe_load(params[:settings])
    # ok: ruby.cwe-502.unsafe-deserialization
    YAML.load(params[:settings], permitted_classes: [Symbol])
    # ok: ruby.cwe-502.unsafe-deserialization
    JSON.parse(request.body.read)
    # ok: ruby.cwe-502.unsafe-deserialization
    Oj.load(request.raw_post, mode: :strict)
    # ok: ruby.cwe-502.unsafe-deserialization
    YAML.load(File.read("config/settings.yml"))
    # ok: ruby.cwe-502.unsafe-deserialization
    Marshal.load(cookies.encrypted[:state])
    # ok: ruby.cwe-502.unsafe-deserialization
    Marshal.load(Marshal.dump(defaults))
  end
end
