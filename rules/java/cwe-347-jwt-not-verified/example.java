package example;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.Jwts;
import javax.crypto.SecretKey;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

class Example {
  void off(String token, SecretKey key) {
    // ruleid: java.cwe-347.jwt-not-verified
    JWT.require(Algorithm.none()).build().verify(token);
    // ruleid: java.cwe-347.jwt-not-verified
    Jwts.parser().setSigningKey(key).parse(token);
    // ruleid: java.cwe-347.jwt-not-verified
    Jwts.parser().verifyWith(key).build().parse(token);
    // ruleid: java.cwe-347.jwt-not-verified
    new JwtConsumerBuilder().setSkipSignatureVerification().build();
  }

  void on(String token, SecretKey key) {
    // ok: java.cwe-347.jwt-not-verified
    JWT.require(Algorithm.HMAC256("from the environment")).build().verify(token);
    // ok: java.cwe-347.jwt-not-verified
    Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
    // ok: java.cwe-347.jwt-not-verified
    Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token);
    // ok: java.cwe-347.jwt-not-verified
    new JwtConsumerBuilder().setVerificationKey(key).build();
  }
}
