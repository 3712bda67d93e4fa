package example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestTemplate;

class Example {
  private static final Set<String> ALLOWED = Set.of("images.example.com");
  private RestTemplate client;

  void fetch(HttpServletRequest request) throws IOException {
    // ruleid: java.cwe-918.ssrf
    new URL(request.getParameter("url")).openStream();
    String host = request.getHeader("X-Host");
    // ruleid: java.cwe-918.ssrf
    HttpRequest.newBuilder(URI.create("https://" + host + "/index.json"));
    URL target = new URL(request.getParameter("callback"));
    // ruleid: java.cwe-918.ssrf
    target.openConnection();
  }

  String avatar(@RequestParam String url) {
    // ruleid: java.cwe-918.ssrf
    return client.getForObject(url, String.class);
  }

  void checked(HttpServletRequest request) throws IOException {
    URI target = URI.create(request.getParameter("url"));
    if (!ALLOWED.contains(target.getHost())) {
      throw new IOException("not allowed");
    }
    // ok: java.cwe-918.ssrf
    HttpRequest.newBuilder(target);
  }

  void safe(HttpServletRequest request, RestTemplate client) throws IOException {
    String name = request.getParameter("name");
    // ok: java.cwe-918.ssrf
    client.getForObject("https://api.example.com/users/" + name, String.class);
    // ok: java.cwe-918.ssrf
    client.getForObject("https://api.example.com/users/{name}", String.class, name);
    // ok: java.cwe-918.ssrf
    client.getForObject(String.format("https://api.example.com/users/%s/posts", name), String.class);
    // ok: java.cwe-918.ssrf
    new URL("https://api.example.com/?q=" + URLEncoder.encode(name, "UTF-8")).openStream();
    // ok: java.cwe-918.ssrf
    client.postForObject("https://api.example.com/users", name, String.class);
  }

  void load(String url) throws IOException {
    // ok: java.cwe-918.ssrf
    new URL(url).openStream();
  }
}
