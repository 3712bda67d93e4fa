class FilesController < ApplicationController
  def show
    # ruleid: ruby.cwe-22.path-traversal
    send_file "/srv/files/#{params[:name]}"
    path = Rails.root.join("reports", params[:report])
    # ruleid: ruby.cwe-22.path-traversal
    send_data File.read(path)
    # ruleid: ruby.cwe-22.path-traversal
    File.open(File.join("/srv/files", params[:name]), "w") { |file| file.write("x") }
    # ruleid: ruby.cwe-22.path-traversal
    FileUtils.rm_rf("/srv/cache/" + params[:key])
    # ruleid: ruby.cwe-22.path-traversal
    File.write("/srv/uploads/#{params[:file].original_filename}", params[:file].read)
  end

  def safe
    # ok: ruby.cwe-22.path-traversal
    send_file File.join("/srv/files", File.basename(params[:name]))
    # ok: ruby.cwe-22.path-traversal
    File.write("/srv/notes/last.txt", params[:note])
    # ok: ruby.cwe-22.path-traversal
    File.read("/srv/reports/#{params[:id].to_i}.json")
    # ok: ruby.cwe-22.path-traversal
    File.read("/srv/cache/" + digest(format("report-%s", params[:id])) + ".json")
    # ok: ruby.cwe-22.path-traversal
    File.read(params[:file].path)
    attachment = Attachment.find(params[:id])
    # ok: ruby.cwe-22.path-traversal
    send_file attachment.diskfile, filename: params[:name]
  end

  def checked
    path = File.expand_path(params[:name], "/srv/files")
    return head :not_found unless path.start_with?("/srv/files/")

    # ok: ruby.cwe-22.path-traversal
    send_file path
  end
end

get "/download" do
  # ruleid: ruby.cwe-22.path-traversal
  send_file "public/" + params["file"]
end
