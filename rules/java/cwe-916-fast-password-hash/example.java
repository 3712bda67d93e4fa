package example;

import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class Example {
  void broken(String password, byte[] salt, User user) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(salt);
    // ruleid: java.cwe-916.fast-password-hash
    digest.digest(password.getBytes("UTF-8"));
    // ruleid: java.cwe-916.fast-password-hash
    DigestUtils.md5Hex(user.password);
    // ruleid: java.cwe-916.fast-password-hash
    MessageDigest.getInstance("MD5").digest(password.getBytes());
  }

  void sound(String password, byte[] body, User user) throws Exception {
    // ok: java.cwe-916.fast-password-hash
    new BCryptPasswordEncoder(12).encode(password);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    // ok: java.cwe-916.fast-password-hash
    digest.digest(body);
    // ok: java.cwe-916.fast-password-hash
    DigestUtils.md5Hex(user.passwordHint);
    // ok: java.cwe-916.fast-password-hash
    digest.update(body);
  }
}
