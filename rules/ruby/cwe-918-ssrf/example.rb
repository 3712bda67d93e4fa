class PreviewsController < ApplicationController
  def show
    # ruleid: ruby.cwe-918.ssrf
    Net::HTTP.get(URI(params[:url]))
    # ruleid: ruby.cwe-918.ssrf
    HTTParty.get("https://#{params[:host]}/status")
    # ruleid: ruby.cwe-918.ssrf
    URI.open(params[:image])
    uri = URI.parse(params[:callback])
    # ruleid: ruby.cwe-918.ssrf
    Net::HTTP.get_response(uri)
    # ruleid: ruby.cwe-918.ssrf
    Faraday.post(params[:webhook], "{}")
  end

  def safe
    # ok: ruby.cwe-918.ssrf
    HTTParty.get("https://api.example.com/users/#{params[:id]}")
    # ok: ruby.cwe-918.ssrf
    Net::HTTP.get(URI("https://api.example.com/search?q=" + CGI.escape(params[:q])))
    # ok: ruby.cwe-918.ssrf
    Faraday.post("https://api.example.com/notes", params[:note])
    feed = Feed.find(params[:id])
    # ok: ruby.cwe-918.ssrf
    HTTParty.get(feed.url)
  end

  def checked
    uri = URI.parse(params[:url])
    return head :bad_request unless HOSTS.include?(uri.host)

    # ok: ruby.cwe-918.ssrf
    Net::HTTP.get(uri)
  end
end
