package example;

import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;

class Example {
  void off(CorsConfiguration configuration) {
    configuration.setAllowCredentials(true);
    // ruleid: java.cwe-942.cors-any-origin-with-credentials
    configuration.addAllowedOriginPattern("*");
  }

  CorsConfiguration listed(CorsConfiguration configuration) {
    // ruleid: java.cwe-942.cors-any-origin-with-credentials
    configuration.setAllowedOriginPatterns(List.of("*"));
    configuration.setAllowCredentials(true);
    return configuration;
  }

  void registry(CorsRegistry registry) {
    // ruleid: java.cwe-942.cors-any-origin-with-credentials
    registry.addMapping("/**").allowedOriginPatterns("*").allowCredentials(true);
    // ok: java.cwe-942.cors-any-origin-with-credentials
    registry.addMapping("/public/**").allowedOriginPatterns("*");
    // ok: java.cwe-942.cors-any-origin-with-credentials
    registry.addMapping("/api/**").allowedOrigins("https://app.example.com").allowCredentials(true);
  }

  void publicAnswer(CorsConfiguration configuration) {
    // ok: java.cwe-942.cors-any-origin-with-credentials
    configuration.addAllowedOriginPattern("*");
  }

  void named(CorsConfiguration configuration) {
    configuration.setAllowCredentials(true);
    // ok: java.cwe-942.cors-any-origin-with-credentials
    configuration.addAllowedOriginPattern("https://*.example.com");
  }
}
