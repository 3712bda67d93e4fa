package example

import (
	"fmt"
	"net/http"
	"os/exec"
	"strconv"

	"github.com/gin-gonic/gin"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: go.cwe-78.os-command
	out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	w.Write(out)
	// ruleid: go.cwe-78.os-command
	exec.CommandContext(r.Context(), "/bin/bash", "-c", fmt.Sprintf("ping %s", host)).Run()
	// ruleid: go.cwe-78.os-command
	exec.Command(r.FormValue("tool"), "--version").Run()
}

func convert(c *gin.Context) {
	name := c.Param("name")
	// ruleid: go.cwe-78.os-command
	exec.Command("bash", "-c", "convert "+name+" out.png").Run()
}

func safe(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ok: go.cwe-78.os-command
	exec.Command("ping", "-c", "1", "--", host).Run()
	seconds, _ := strconv.Atoi(r.FormValue("seconds"))
	// ok: go.cwe-78.os-command
	exec.Command("sh", "-c", fmt.Sprintf("sleep %d", seconds)).Run()
	cmd := exec.Command("wc", "-c")
	// ok: go.cwe-78.os-command
	cmd.Stdin = r.Body
	// ok: go.cwe-78.os-command
	exec.Command("sh", "-c", "make clean").Run()
}

func build(target string) error {
	// ok: go.cwe-78.os-command
	return exec.Command("sh", "-c", "make "+target).Run()
}
