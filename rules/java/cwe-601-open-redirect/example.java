package example;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

class Example {
  private static final Set<String> ALLOWED = Set.of("/", "/posts");

  void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ruleid: java.cwe-601.open-redirect
    response.sendRedirect(request.getParameter("url"));
    String next = request.getParameter("next");
    // ruleid: java.cwe-601.open-redirect
    response.setHeader("Location", next);
  }

  String spring(@RequestParam("next") String next) {
    // ruleid: java.cwe-601.open-redirect
    return "redirect:" + next;
  }

  RedirectView view(@RequestParam String url) {
    // ruleid: java.cwe-601.open-redirect
    return new RedirectView(url);
  }

  String post(@RequestParam("id") String id) {
    // ok: java.cwe-601.open-redirect
    return "redirect:/posts/" + id;
  }

  void safe(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ok: java.cwe-601.open-redirect
    response.sendRedirect(request.getContextPath() + "/posts/" + request.getParameter("id"));
    // ok: java.cwe-601.open-redirect
    response.sendRedirect("/posts?" + request.getQueryString());
    // ok: java.cwe-601.open-redirect
    response.setHeader("X-Next", request.getParameter("next"));
    String next = request.getParameter("next");
    if (!ALLOWED.contains(next)) {
      next = "/";
    }
    // ok: java.cwe-601.open-redirect
    response.sendRedirect(next);
  }
}
