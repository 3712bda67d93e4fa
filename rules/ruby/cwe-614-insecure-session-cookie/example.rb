class Application < Rails::Application
  # ruleid: ruby.cwe-614.insecure-session-cookie
  config.session_store :cookie_store, key: "_app", httponly: false
  # ruleid: ruby.cwe-614.insecure-session-cookie
  config.session_store :cookie_store, key: "_app", secure: false
  # ok: ruby.cwe-614.insecure-session-cookie
  config.session_store :cookie_store, key: "_app", secure: true
end

class SessionsController < ApplicationController
  def create
    # ruleid: ruby.cwe-614.insecure-session-cookie
    cookies[:session_token] = { value: token, httponly: false }
    # ruleid: ruby.cwe-614.insecure-session-cookie
    cookies.signed[:remember_me] = { value: token, secure: false }
  end

  def safe
    # ok: ruby.cwe-614.insecure-session-cookie
    cookies[:session_token] = { value: token, httponly: true, secure: true }
    # ok: ruby.cwe-614.insecure-session-cookie
    cookies[:theme] = { value: "dark", httponly: false }
    # ok: ruby.cwe-614.insecure-session-cookie
    cookies["XSRF-TOKEN"] = { value: form_authenticity_token, httponly: false }
  end
end
