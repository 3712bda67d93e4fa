package example;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import org.springframework.http.ResponseCookie;

class Example {
  void off(SessionCookieConfig config, String token) {
    Cookie cookie = new Cookie("session_id", token);
    // ruleid: java.cwe-614.insecure-session-cookie
    cookie.setHttpOnly(false);
    // ruleid: java.cwe-614.insecure-session-cookie
    cookie.setSecure(false);
    // ruleid: java.cwe-614.insecure-session-cookie
    config.setHttpOnly(false);
    // ruleid: java.cwe-614.insecure-session-cookie
    ResponseCookie.from("access_token", token).path("/").httpOnly(false).build();
  }

  void on(SessionCookieConfig config, String token) {
    Cookie cookie = new Cookie("session_id", token);
    // ok: java.cwe-614.insecure-session-cookie
    cookie.setHttpOnly(true);
    // ok: java.cwe-614.insecure-session-cookie
    cookie.setSecure(true);
    // ok: java.cwe-614.insecure-session-cookie
    config.setHttpOnly(true);
    Cookie theme = new Cookie("theme", "dark");
    // ok: java.cwe-614.insecure-session-cookie
    theme.setHttpOnly(false);
    // ok: java.cwe-614.insecure-session-cookie
    ResponseCookie.from("access_token", token).httpOnly(true).secure(true).build();
  }
}
