package example;

import freemarker.cache.StringTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.Template;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.Velocity;
import org.springframework.web.bind.annotation.RequestParam;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

class Example {
  void mail(HttpServletRequest request, Configuration configuration) throws IOException {
    // ruleid: java.cwe-1336.template-injection
    Velocity.evaluate(new VelocityContext(), new StringWriter(), "mail", request.getParameter("template"));
    String source = "Hello " + request.getParameter("name");
    // ruleid: java.cwe-1336.template-injection
    new Template("mail", new StringReader(source), configuration);
  }

  void store(@RequestParam("body") String body, StringTemplateLoader loader) {
    // ruleid: java.cwe-1336.template-injection
    loader.putTemplate("mail", "<p>" + body + "</p>");
  }

  String page(@RequestParam("page") String page, TemplateEngine engine) {
    // ruleid: java.cwe-1336.template-injection
    return engine.process(page, new Context());
  }

  void safe(HttpServletRequest request, TemplateEngine engine, Configuration configuration) throws IOException {
    VelocityContext context = new VelocityContext();
    context.put("name", request.getParameter("name"));
    // ok: java.cwe-1336.template-injection
    Velocity.evaluate(context, new StringWriter(), "mail", "Hello $name");
    Context thymeleaf = new Context();
    thymeleaf.setVariable("name", request.getParameter("name"));
    // ok: java.cwe-1336.template-injection
    engine.process("mail", thymeleaf);
    // ok: java.cwe-1336.template-injection
    new Template("mail", new StringReader("Hello ${name}"), configuration);
    // ok: java.cwe-1336.template-injection
    job.process(request.getParameter("name"));
  }
}
