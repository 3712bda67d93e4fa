class SessionsController < ApplicationController
  def create
    # ruleid: ruby.cwe-601.open-redirect
    redirect_to params[:return_to]
  end

  def update
    target = params[:next] || root_path
    # ruleid: ruby.cwe-601.open-redirect
    redirect_to target, notice: "Saved"
  end

  def destroy
    # ruleid: ruby.cwe-601.open-redirect
    redirect_to "https://#{params[:host]}/bye", allow_other_host: true
  end

  def safe
    # ok: ruby.cwe-601.open-redirect
    redirect_to url_from(params[:return_to]) || root_path
    # ok: ruby.cwe-601.open-redirect
    redirect_to post_path(params[:id])
    # ok: ruby.cwe-601.open-redirect
    redirect_to action: params[:view]
    # ok: ruby.cwe-601.open-redirect
    redirect_to "/posts/#{params[:id]}"
    # ok: ruby.cwe-601.open-redirect
    redirect_to params[:return_to], allow_other_host: false
    # ok: ruby.cwe-601.open-redirect
    redirect_to Post.find(params[:id])
    # ok: ruby.cwe-601.open-redirect
    redirect_to URI.parse(params[:return_to]).path
  end

  def checked
    target = params[:next]
    target = "/" unless target.start_with?("/posts/")
    # ok: ruby.cwe-601.open-redirect
    redirect_to target
  end
end

get "/leave" do
  # ruleid: ruby.cwe-601.open-redirect
  redirect params["url"]
end
