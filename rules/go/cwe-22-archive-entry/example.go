package archive

import (
	"archive/tar"
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func unzip(reader *zip.Reader, folder string) {
	for _, entry := range reader.File {
		// ruleid: go.cwe-22.archive-entry
		file, _ := os.Create(filepath.Join(folder, entry.Name))
		copyTo(file, entry)
	}
}

func untar(reader *tar.Reader, folder string) error {
	for {
		header, err := reader.Next()
		if err == io.EOF {
			return nil
		}
		target := filepath.Join(folder, header.Name)
		// ruleid: go.cwe-22.archive-entry
		file, err := os.OpenFile(target, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		io.Copy(file, reader)
	}
}

func one(entry *zip.File, folder string) error {
	// ruleid: go.cwe-22.archive-entry
	return os.MkdirAll(filepath.Join(folder, entry.Name), 0o755)
}

func checked(reader *zip.Reader, folder string) {
	for _, entry := range reader.File {
		target := filepath.Join(folder, entry.Name)
		if !strings.HasPrefix(target, folder+string(os.PathSeparator)) {
			continue
		}
		// ok: go.cwe-22.archive-entry
		os.Create(target)
	}
}

func local(reader *zip.Reader, folder string) {
	for _, entry := range reader.File {
		if !filepath.IsLocal(entry.Name) {
			continue
		}
		// ok: go.cwe-22.archive-entry
		os.Create(filepath.Join(folder, entry.Name))
	}
}

func rooted(reader *zip.Reader, root *os.Root) {
	for _, entry := range reader.File {
		// ok: go.cwe-22.archive-entry
		root.Create(entry.Name)
	}
}

func list(info Info, folder string) {
	// ok: go.cwe-22.archive-entry
	os.Create(filepath.Join(folder, info.Name))
}
