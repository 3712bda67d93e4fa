class ReportsController < ApplicationController
  def show
    # ruleid: ruby.cwe-78.os-command
    system("convert #{params[:name]} out.png")
    # ruleid: ruby.cwe-78.os-command
    text = `whois #{params[:host]}`
    host = params[:host].strip
    # ruleid: ruby.cwe-78.os-command
    output, status = Open3.capture2e("ping -c 1 " + host)
    # ruleid: ruby.cwe-78.os-command
    IO.popen(params.fetch(:program)) { |io| io.read }
    # ruleid: ruby.cwe-78.os-command
    open(params[:url])
    # ruleid: ruby.cwe-78.os-command
    system("bash", "-c", "ls #{params[:folder]}")
  end

  def safe
    # ok: ruby.cwe-78.os-command
    system("convert", params[:name], "out.png")
    # ok: ruby.cwe-78.os-command
    system("convert #{Shellwords.escape(params[:name])} out.png")
    # ok: ruby.cwe-78.os-command
    system("convert #{params[:name].shellescape} out.png")
    # ok: ruby.cwe-78.os-command
    system("renice #{params[:level].to_i} 4711")
    # ok: ruby.cwe-78.os-command
    IO.popen(["whois", params[:host]]) { |io| io.read }
    picture = Picture.find(params[:id])
    # ok: ruby.cwe-78.os-command
    system("convert #{picture.path} out.png")
    # ok: ruby.cwe-78.os-command
    `uptime`
  end

  def chosen
    return head :bad_request unless TOOLS.include?(params[:tool])

    # ok: ruby.cwe-78.os-command
    system(params[:tool])
  end
end

post "/ping" do
  # ruleid: ruby.cwe-78.os-command
  exec("ping #{params["host"]}")
end

def run(params)
  # ok: ruby.cwe-78.os-command
  system(params[:command])
end
