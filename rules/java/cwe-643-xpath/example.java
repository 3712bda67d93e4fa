package example;

import jakarta.servlet.http.HttpServletRequest;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.springframework.web.bind.annotation.RequestParam;
import org.w3c.dom.Document;

class Example {
  private final XPathFactory factory = XPathFactory.newInstance();

  void find(HttpServletRequest request, XPath xpath, Document document) throws XPathExpressionException {
    // ruleid: java.cwe-643.xpath
    xpath.evaluate("//user[name='" + request.getParameter("name") + "']", document);
    String expression = String.format("//user[@id='%s']", request.getParameter("id"));
    // ruleid: java.cwe-643.xpath
    xpath.compile(expression);
  }

  String group(@RequestParam("group") String group, Document document) throws XPathExpressionException {
    // ruleid: java.cwe-643.xpath
    return factory.newXPath().evaluate("//group[@name='" + group + "']", document);
  }

  void safe(HttpServletRequest request, XPath xpath, Document document) throws XPathExpressionException {
    xpath.setXPathVariableResolver(name -> request.getParameter("name"));
    // ok: java.cwe-643.xpath
    xpath.evaluate("//user[name=$name]", document);
    // ok: java.cwe-643.xpath
    xpath.compile("//user[@id='" + Long.parseLong(request.getParameter("id")) + "']");
    // ok: java.cwe-643.xpath
    pattern.compile(request.getParameter("pattern"));
  }
}
