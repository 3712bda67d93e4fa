package example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import org.dom4j.io.SAXReader;
import org.springframework.web.bind.annotation.RequestBody;
import org.xml.sax.InputSource;

class Example {
  void read(HttpServletRequest request) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    DocumentBuilder builder = factory.newDocumentBuilder();
    // ruleid: java.cwe-611.xml-external-entities
    builder.parse(request.getInputStream());
    XMLInputFactory streams = XMLInputFactory.newInstance();
    // ruleid: java.cwe-611.xml-external-entities
    streams.createXMLStreamReader(request.getReader());
  }

  Object body(@RequestBody String text) throws Exception {
    // ruleid: java.cwe-611.xml-external-entities
    return new SAXReader().read(new StringReader(text));
  }

  Object source(@RequestBody String text) throws Exception {
    // ruleid: java.cwe-611.xml-external-entities
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  void hardened(HttpServletRequest request) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    // ok: java.cwe-611.xml-external-entities
    factory.newDocumentBuilder().parse(request.getInputStream());
  }

  void stream(HttpServletRequest request) throws Exception {
    XMLInputFactory streams = XMLInputFactory.newInstance();
    streams.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    // ok: java.cwe-611.xml-external-entities
    streams.createXMLStreamReader(request.getReader());
  }

  void own(byte[] file) throws Exception {
    // ok: java.cwe-611.xml-external-entities
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file));
  }

  void given(HttpServletRequest request, DocumentBuilder builder) throws Exception {
    // ok: java.cwe-611.xml-external-entities
    builder.parse(request.getInputStream());
  }
}
