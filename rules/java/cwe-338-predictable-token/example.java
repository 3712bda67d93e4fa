package example;

import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

class Example {
  private String resetToken;

  void reset(Random random) {
    // ruleid: java.cwe-338.predictable-token
    String token = Long.toHexString(new Random().nextLong());
    // ruleid: java.cwe-338.predictable-token
    this.resetToken = Integer.toString(random.nextInt());
    // ruleid: java.cwe-338.predictable-token
    int otp = ThreadLocalRandom.current().nextInt(100000, 999999);
    // ruleid: java.cwe-338.predictable-token
    long password = (long) (Math.random() * 1_000_000);
  }

  void safe() {
    SecureRandom random = new SecureRandom();
    // ok: java.cwe-338.predictable-token
    int otp = random.nextInt(1_000_000);
    // ok: java.cwe-338.predictable-token
    int delay = new Random().nextInt(10);
    // ok: java.cwe-338.predictable-token
    int tokenPosition = ThreadLocalRandom.current().nextInt(3);
    // ok: java.cwe-338.predictable-token
    String sessionId = UUID.randomUUID().toString();
  }
}
