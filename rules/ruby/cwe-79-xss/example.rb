class PagesController < ApplicationController
  def show
    # ruleid: ruby.cwe-79.xss
    @title = "<h1>#{params[:title]}</h1>".html_safe
    # ruleid: ruby.cwe-79.xss
    @note = params[:note].html_safe
    body = "<p>" + params[:body] + "</p>"
    # ruleid: ruby.cwe-79.xss
    render html: body.html_safe
    # ruleid: ruby.cwe-79.xss
    @agent = helpers.raw(request.user_agent)
  end

  def safe
    # ok: ruby.cwe-79.xss
    @title = "<h1>#{ERB::Util.html_escape(params[:title])}</h1>".html_safe
    # ok: ruby.cwe-79.xss
    @note = helpers.sanitize(params[:note]).html_safe
    # ok: ruby.cwe-79.xss
    @data = params[:data].to_json.html_safe
    # ok: ruby.cwe-79.xss
    @count = "<b>#{params[:count].to_i}</b>".html_safe
    # ok: ruby.cwe-79.xss
    @rule = "<hr>".html_safe
    # ok: ruby.cwe-79.xss
    render html: params[:body]
    page = Page.find(params[:id])
    # ok: ruby.cwe-79.xss
    @body = page.body_html.html_safe
  end
end

module NotesHelper
  def banner
    # ruleid: ruby.cwe-79.xss
    raw("<i>#{params[:banner]}</i>")
  end

  def label(params)
    # ok: ruby.cwe-79.xss
    raw(params[:label])
  end
end
