require "uri"

class UrlValidator < ActiveModel::EachValidator
  def validate_each(record, attribute, value)
    uri = URI.parse(value)
    record.errors.add(attribute, "must be a web address") unless uri.is_a?(URI::HTTP) && uri.host.present?
  rescue URI::InvalidURIError
    record.errors.add(attribute, "must be a web address")
  end
end
