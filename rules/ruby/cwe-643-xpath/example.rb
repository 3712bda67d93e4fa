class AccountsController < ApplicationController
  def show
    # ruleid: ruby.cwe-643.xpath
    document.xpath("//user[name='#{params[:name]}']")
    # ruleid: ruby.cwe-643.xpath
    REXML::XPath.first(document, "//user[@id='" + params[:id] + "']")
    path = "//group[@name='#{params[:group]}']/user"
    # ruleid: ruby.cwe-643.xpath
    document.at_xpath(path)
  end

  def safe
    # ok: ruby.cwe-643.xpath
    document.xpath("//user[@id=$id]", nil, { id: params[:id] })
    # ok: ruby.cwe-643.xpath
    document.xpath("//user[@id='#{params[:id].to_i}']")
    # ok: ruby.cwe-643.xpath
    document.xpath("//user").find { |user| user["name"] == params[:name] }
    # ok: ruby.cwe-643.xpath
    REXML::XPath.first(document, "//user[@id=$id]", {}, { "id" => params[:id] })
  end
end
