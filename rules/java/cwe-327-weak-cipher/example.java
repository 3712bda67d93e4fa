package example;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;

class Example {
  void broken() throws Exception {
    // ruleid: java.cwe-327.weak-cipher
    Cipher.getInstance("DES/CBC/PKCS5Padding");
    // ruleid: java.cwe-327.weak-cipher
    Cipher.getInstance("AES");
    // ruleid: java.cwe-327.weak-cipher
    Cipher.getInstance("AES/ECB/PKCS5Padding", "SunJCE");
    // ruleid: java.cwe-327.weak-cipher
    Cipher.getInstance("RC4");
  }

  void sound(String name) throws Exception {
    // ok: java.cwe-327.weak-cipher
    Cipher.getInstance("AES/GCM/NoPadding");
    // ok: java.cwe-327.weak-cipher
    Cipher.getInstance("ChaCha20-Poly1305");
    // ECB is the name of the mode that RSA has here; it encrypts one block.
    // ok: java.cwe-327.weak-cipher
    Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    // ok: java.cwe-327.weak-cipher
    KeyGenerator.getInstance("AES");
    // ok: java.cwe-327.weak-cipher
    Cipher.getInstance(name);
  }
}
