class Importer
  def parse(text)
    # ruleid: ruby.cwe-611.xml-external-entities
    Nokogiri::XML(text) { |config| config.noent }
    Nokogiri::XML(text) do |config|
      # ruleid: ruby.cwe-611.xml-external-entities
      config.noent.nonet
    end
    # ruleid: ruby.cwe-611.xml-external-entities
    Nokogiri::XML(text, nil, nil, Nokogiri::XML::ParseOptions::NOENT)
    # ruleid: ruby.cwe-611.xml-external-entities
    options = Nokogiri::XML::ParseOptions::DEFAULT_XML | Nokogiri::XML::ParseOptions::DTDLOAD
    # ruleid: ruby.cwe-611.xml-external-entities
    LibXML::XML::Parser.string(text, options: LibXML::XML::Parser::Options::NOENT)
  end

  def safe(text)
    # ok: ruby.cwe-611.xml-external-entities
    Nokogiri::XML(text)
    # ok: ruby.cwe-611.xml-external-entities
    Nokogiri::XML(text) { |config| config.strict.nonet }
    # ok: ruby.cwe-611.xml-external-entities
    Nokogiri::XML(text, nil, nil, Nokogiri::XML::ParseOptions::NONET)
    # ok: ruby.cwe-611.xml-external-entities
    Nokogiri::HTML5(text)
    # ok: ruby.cwe-611.xml-external-entities
    REXML::Document.new(text)
  end
end
