package example;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class Example {
  void extract(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry;
    while ((entry = zip.getNextEntry()) != null) {
      File file = new File(folder, entry.getName());
      // ruleid: java.cwe-22.zip-slip
      new FileOutputStream(file);
    }
  }

  void extractPath(ZipInputStream zip, Path folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    while (entry != null) {
      Path target = folder.resolve(entry.getName());
      // ruleid: java.cwe-22.zip-slip
      Files.copy(zip, target);
      entry = zip.getNextEntry();
    }
  }

  void extractJoined(ZipInputStream zip, String folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    File file = new File(folder + File.separator + entry.getName());
    // ruleid: java.cwe-22.zip-slip
    new FileOutputStream(file);
  }

  void checked(ZipInputStream zip, Path folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("outside");
    }
    // ok: java.cwe-22.zip-slip
    Files.copy(zip, target);
  }

  void inside(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    File file = new File(folder, entry.getName());
    if (file.getCanonicalPath().startsWith(folder.getCanonicalPath() + File.separator)) {
      // ok: java.cwe-22.zip-slip
      new FileOutputStream(file);
    }
  }

  void own(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    File file = new File(folder, "data.bin");
    // ok: java.cwe-22.zip-slip
    new FileOutputStream(file);
  }

  void checkedElsewhere(ZipInputStream zip, Path folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    while (entry != null) {
      Path target = folder.resolve(entry.getName());
      checkDirectoryTraversal(folder, target);
      // ok: java.cwe-22.zip-slip
      Files.copy(zip, target);
      entry = zip.getNextEntry();
    }
  }

  void askedElsewhere(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    File file = new File(folder, entry.getName());
    if (!isInside(folder, file)) return;
    // ok: java.cwe-22.zip-slip
    new FileOutputStream(file);
  }

  void logged(ZipInputStream zip, File folder) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    File file = new File(folder, entry.getName());
    log(entry, file);
    // ruleid: java.cwe-22.zip-slip
    new FileOutputStream(file);
  }
}
