class MailsController < ApplicationController
  def show
    # ruleid: ruby.cwe-1336.template-injection
    render inline: "Hello #{params[:name]}"
    # ruleid: ruby.cwe-1336.template-injection
    ERB.new(params[:template]).result(binding)
    source = "<p>" + params[:body] + "</p>"
    # ruleid: ruby.cwe-1336.template-injection
    ERB.new(source, trim_mode: "-")
  end

  def safe
    # ok: ruby.cwe-1336.template-injection
    render inline: "Hello <%= name %>", locals: { name: params[:name] }
    # ok: ruby.cwe-1336.template-injection
    ERB.new(File.read("mail.erb")).result_with_hash(name: params[:name])
    # ok: ruby.cwe-1336.template-injection
    Liquid::Template.parse(params[:template])
    # ok: ruby.cwe-1336.template-injection
    render :show, locals: { name: params[:name] }
  end
end

get "/hello" do
  # ruleid: ruby.cwe-1336.template-injection
  erb "Hello #{params[:name]}"
  # ok: ruby.cwe-1336.template-injection
  erb :hello, locals: { name: params[:name] }
end
