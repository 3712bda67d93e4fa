package files

import "os"

func share(path string, file *os.File) {
	// ruleid: go.cwe-732.world-writable
	os.Chmod(path, 0777)
	// ruleid: go.cwe-732.world-writable
	os.Chmod(path, 0o666)
	// ruleid: go.cwe-732.world-writable
	file.Chmod(0o777)
	// ok: go.cwe-732.world-writable
	os.Chmod(path, 0755)
	// ok: go.cwe-732.world-writable
	file.Chmod(0o600)
	// ok: go.cwe-732.world-writable
	os.MkdirAll(path, 0777)
}

func keep(path string, mode os.FileMode) {
	// ok: go.cwe-732.world-writable
	os.Chmod(path, mode)
}
