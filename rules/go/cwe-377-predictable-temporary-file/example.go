package report

import (
	"os"
	"path/filepath"
)

func save(data []byte) {
	// ruleid: go.cwe-377.predictable-temporary-file
	os.WriteFile("/tmp/report.json", data, 0o600)
	// ruleid: go.cwe-377.predictable-temporary-file
	os.Create("/var/tmp/state")
	// ruleid: go.cwe-377.predictable-temporary-file
	os.Create(filepath.Join(os.TempDir(), "report.json"))
}

func safe(data []byte, folder string) {
	// ok: go.cwe-377.predictable-temporary-file
	os.CreateTemp("", "report-*.json")
	// ok: go.cwe-377.predictable-temporary-file
	os.WriteFile("/var/lib/app/report.json", data, 0o600)
	// ok: go.cwe-377.predictable-temporary-file
	os.Create(filepath.Join(folder, "report.json"))
	// ok: go.cwe-377.predictable-temporary-file
	os.ReadFile("/tmp/report.json")
}
