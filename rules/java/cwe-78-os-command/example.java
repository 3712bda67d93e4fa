package example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

class Example {
  void ping(HttpServletRequest request) throws IOException {
    String host = request.getParameter("host");
    // ruleid: java.cwe-78.os-command
    Runtime.getRuntime().exec("ping -c 1 " + host);
    // ruleid: java.cwe-78.os-command
    new ProcessBuilder("sh", "-c", "ping -c 1 " + host).start();
    // ruleid: java.cwe-78.os-command
    Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "ping " + host});
    // ruleid: java.cwe-78.os-command
    new ProcessBuilder(request.getHeader("X-Tool"), "--version").start();
    // ruleid: java.cwe-78.os-command
    new ProcessBuilder(List.of("bash", "-c", String.format("ping %s", host))).start();
  }

  @GetMapping("/convert")
  String convert(@RequestParam("name") String name, @RequestParam int size) throws IOException {
    // ruleid: java.cwe-78.os-command
    Runtime.getRuntime().exec("convert " + name + " out.png");
    // ok: java.cwe-78.os-command
    Runtime.getRuntime().exec("convert in.png -resize " + size + " out.png");
    return "done";
  }

  void safe(HttpServletRequest request) throws IOException {
    String host = request.getParameter("host");
    // ok: java.cwe-78.os-command
    new ProcessBuilder("ping", "-c", "1", host).start();
    // ok: java.cwe-78.os-command
    new ProcessBuilder(List.of("ping", "-c", "1", host)).start();
    // ok: java.cwe-78.os-command
    Runtime.getRuntime().exec(new String[] {"ping", "-c", "1", host});
    // ok: java.cwe-78.os-command
    Runtime.getRuntime().exec("sleep " + Integer.parseInt(request.getParameter("seconds")));
  }

  void build(String target) throws IOException {
    // ok: java.cwe-78.os-command
    Runtime.getRuntime().exec("make " + target);
  }
}
