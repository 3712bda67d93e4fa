import fs from "node:fs";
import path from "node:path";
import AdmZip from "adm-zip";
import unzipper from "unzipper";

export function extract(file: string, folder: string) {
  fs.createReadStream(file)
    .pipe(unzipper.Parse())
    .on("entry", (entry) => {
      // ruleid: javascript.cwe-22.archive-entry
      entry.pipe(fs.createWriteStream(path.join(folder, entry.path)));
    });
}

export function unzip(file: string, folder: string) {
  for (const entry of new AdmZip(file).getEntries()) {
    const target = path.join(folder, entry.entryName);
    // ruleid: javascript.cwe-22.archive-entry
    fs.writeFileSync(target, entry.getData());
  }
}

extractor.on("entry", (header, stream, next) => {
  // ruleid: javascript.cwe-22.archive-entry
  stream.pipe(fs.createWriteStream(`${folder}/${header.name}`));
});

export function checked(file: string, folder: string) {
  for (const entry of new AdmZip(file).getEntries()) {
    const target = path.resolve(folder, entry.entryName);
    if (!target.startsWith(folder + path.sep)) continue;
    // ok: javascript.cwe-22.archive-entry
    fs.writeFileSync(target, entry.getData());
  }
}

export function based(entry, folder: string) {
  // ok: javascript.cwe-22.archive-entry
  fs.createWriteStream(path.join(folder, path.basename(entry.path)));
  if (entry.path.includes("..")) throw new Error("outside");
  // ok: javascript.cwe-22.archive-entry
  fs.createWriteStream(path.join(folder, entry.path));
}

export function copy(from: string, to: string) {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    // ok: javascript.cwe-22.archive-entry
    fs.writeFileSync(path.join(to, entry.name), "");
  }
}
