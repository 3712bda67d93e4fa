package example;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

class Example {
  SecurityFilterChain first(HttpSecurity http) throws Exception {
    // ruleid: java.cwe-352.csrf-protection-off
    http.csrf(csrf -> csrf.disable());
    http.formLogin(Customizer.withDefaults());
    return http.build();
  }

  SecurityFilterChain second(HttpSecurity http) throws Exception {
    // ruleid: java.cwe-352.csrf-protection-off
    http.csrf(AbstractHttpConfigurer::disable).oauth2Login(Customizer.withDefaults());
    return http.build();
  }

  SecurityFilterChain third(HttpSecurity http) throws Exception {
    // ruleid: java.cwe-352.csrf-protection-off
    http.csrf().disable();
    http.formLogin();
    return http.build();
  }

  SecurityFilterChain stateless(HttpSecurity http) throws Exception {
    // ok: java.cwe-352.csrf-protection-off
    http.csrf(csrf -> csrf.disable());
    http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    http.oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()));
    return http.build();
  }

  SecurityFilterChain on(HttpSecurity http) throws Exception {
    // ok: java.cwe-352.csrf-protection-off
    http.csrf(Customizer.withDefaults());
    http.formLogin(Customizer.withDefaults());
    return http.build();
  }

  SecurityFilterChain narrow(HttpSecurity http) throws Exception {
    // ok: java.cwe-352.csrf-protection-off
    http.csrf(csrf -> csrf.ignoringRequestMatchers("/hooks/**"));
    http.formLogin(Customizer.withDefaults());
    return http.build();
  }
}
