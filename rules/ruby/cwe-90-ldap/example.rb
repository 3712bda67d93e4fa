class LoginController < ApplicationController
  def create
    # ruleid: ruby.cwe-90.ldap
    ldap.search(base: BASE, filter: "(uid=#{params[:user]})")
    # ruleid: ruby.cwe-90.ldap
    Net::LDAP::Filter.construct("(&(uid=#{params[:user]})(active=1))")
    text = "(mail=" + params[:mail] + ")"
    # ruleid: ruby.cwe-90.ldap
    ldap.bind_as(base: BASE, filter: text, password: params[:password])
  end

  def safe
    # ok: ruby.cwe-90.ldap
    ldap.search(base: BASE, filter: Net::LDAP::Filter.eq("uid", params[:user]))
    # ok: ruby.cwe-90.ldap
    ldap.search(base: BASE, filter: "(uid=#{Net::LDAP::Filter.escape(params[:user])})")
    # ok: ruby.cwe-90.ldap
    ldap.search(base: BASE, filter: "(uid=admin)")
    # ok: ruby.cwe-90.ldap
    Net::LDAP::Filter.construct("(uidNumber=#{params[:id].to_i})")
  end
end
