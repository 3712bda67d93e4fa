package example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.multipart.MultipartFile;

class Example {
  private static final Path BASE = Path.of("/srv/files");

  void read(HttpServletRequest request) throws IOException {
    String name = request.getParameter("name");
    // ruleid: java.cwe-22.path-traversal
    new FileInputStream("/srv/files/" + name);
    // ruleid: java.cwe-22.path-traversal
    Files.readAllBytes(Paths.get("/srv/files", name));
    File file = new File("/srv/files", name);
    // ruleid: java.cwe-22.path-traversal
    new FileInputStream(file);
  }

  byte[] download(@PathVariable("name") String name) throws IOException {
    // ruleid: java.cwe-22.path-traversal
    return Files.readAllBytes(BASE.resolve(name));
  }

  void upload(MultipartFile upload) throws IOException {
    // ruleid: java.cwe-22.path-traversal
    upload.transferTo(new File("/srv/files/" + upload.getOriginalFilename()));
  }

  byte[] checked(HttpServletRequest request) throws IOException {
    Path path = BASE.resolve(request.getParameter("name")).normalize();
    if (!path.startsWith(BASE)) {
      throw new IOException("outside");
    }
    // ok: java.cwe-22.path-traversal
    return Files.readAllBytes(path);
  }

  FileInputStream canonical(HttpServletRequest request) throws IOException {
    File file = new File("/srv/files", request.getParameter("name"));
    if (!file.getCanonicalPath().startsWith("/srv/files/")) {
      throw new IOException("outside");
    }
    // ok: java.cwe-22.path-traversal
    return new FileInputStream(file);
  }

  void safe(HttpServletRequest request) throws IOException {
    String name = request.getParameter("name");
    // ok: java.cwe-22.path-traversal
    Files.readAllBytes(BASE.resolve(Path.of(name).getFileName()));
    // ok: java.cwe-22.path-traversal
    new FileInputStream("/srv/files/" + new File(name).getName());
    // ok: java.cwe-22.path-traversal
    Files.readString(BASE.resolve(Long.parseLong(request.getParameter("id")) + ".json"));
    // ok: java.cwe-22.path-traversal
    Files.writeString(BASE.resolve("last"), name);
  }

  byte[] load(String name) throws IOException {
    // ok: java.cwe-22.path-traversal
    return Files.readAllBytes(BASE.resolve(name));
  }
}
