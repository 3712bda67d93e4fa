package example;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.owasp.encoder.Encode;

class Example {
  void hello(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getParameter("name");
    // ruleid: java.cwe-79.servlet-xss
    response.getWriter().println("<h1>Hello " + name + "</h1>");
    PrintWriter out = response.getWriter();
    // ruleid: java.cwe-79.servlet-xss
    out.print(name);
    // ruleid: java.cwe-79.servlet-xss
    out.write("<p>" + request.getQueryString() + "</p>");
  }

  void html(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/html; charset=utf-8");
    // ruleid: java.cwe-79.servlet-xss
    response.getWriter().write(request.getHeader("X-Name"));
  }

  void safe(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getParameter("name");
    // ok: java.cwe-79.servlet-xss
    response.getWriter().println("<h1>Hello " + Encode.forHtml(name) + "</h1>");
    // ok: java.cwe-79.servlet-xss
    response.getWriter().println("<b>" + Integer.parseInt(request.getParameter("count")) + "</b>");
    // ok: java.cwe-79.servlet-xss
    response.getWriter().println("<h1>Hello</h1>");
    // ok: java.cwe-79.servlet-xss
    System.out.println(name);
    // ok: java.cwe-79.servlet-xss
    response.setHeader("X-Name", "constant");
  }

  void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    // ok: java.cwe-79.servlet-xss
    response.getWriter().write(request.getParameter("name"));
  }

  void plain(HttpServletRequest request, HttpServletResponse response, String charset) throws IOException {
    response.setContentType("text/plain; charset=" + charset);
    PrintWriter out = response.getWriter();
    // ok: java.cwe-79.servlet-xss
    out.println(request.getParameter("name"));
  }
}
