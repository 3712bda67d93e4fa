package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.beans.XMLDecoder;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Base64;
import org.springframework.web.bind.annotation.RequestBody;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class Example {
  Object load(HttpServletRequest request) throws Exception {
    // ruleid: java.cwe-502.object-input-stream
    ObjectInputStream first = new ObjectInputStream(request.getInputStream());
    byte[] cookie = Base64.getDecoder().decode(request.getHeader("X-State"));
    // ruleid: java.cwe-502.object-input-stream
    ObjectInputStream second = new ObjectInputStream(new ByteArrayInputStream(cookie));
    // ruleid: java.cwe-502.object-input-stream
    XMLDecoder third = new XMLDecoder(request.getInputStream());
    return first.readObject();
  }

  Object document(@RequestBody String text) {
    // ruleid: java.cwe-502.object-input-stream
    return new Yaml().load(text);
  }

  Object safe(HttpServletRequest request) throws Exception {
    // ok: java.cwe-502.object-input-stream
    new ObjectMapper().readValue(request.getInputStream(), User.class);
    // ok: java.cwe-502.object-input-stream
    new ObjectInputStream(new FileInputStream("state.bin"));
    // ok: java.cwe-502.object-input-stream
    new Yaml(new SafeConstructor(new LoaderOptions())).load(request.getReader());
    // ok: java.cwe-502.object-input-stream
    ObjectInputStream filtered = new ObjectInputStream(request.getInputStream());
    filtered.setObjectInputFilter(ObjectInputFilter.Config.createFilter("example.User;!*"));
    return filtered.readObject();
  }

  Object cached(byte[] bytes) throws IOException {
    // ok: java.cwe-502.object-input-stream
    return new ObjectInputStream(new ByteArrayInputStream(bytes));
  }
}
