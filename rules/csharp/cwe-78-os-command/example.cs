using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

public class ToolsController : Controller
{
    public IActionResult Ping(string host)
    {
        // ruleid: csharp.cwe-78.os-command
        Process.Start("cmd.exe", "/c ping " + host);
        // ruleid: csharp.cwe-78.os-command
        var info = new ProcessStartInfo("/bin/bash", $"-c \"whois {host}\"");
        return Ok(info);
    }

    public void Run()
    {
        // ruleid: csharp.cwe-78.os-command
        Process.Start(Request.Query["program"]);
        var command = "/c dir " + Request.Form["folder"];
        // ruleid: csharp.cwe-78.os-command
        var info = new ProcessStartInfo { FileName = "cmd.exe", Arguments = command };
    }

    public IActionResult Safe(string host, int level)
    {
        // ok: csharp.cwe-78.os-command
        var info = new ProcessStartInfo("whois");
        info.ArgumentList.Add(host);
        // ok: csharp.cwe-78.os-command
        Process.Start("cmd.exe", "/c renice " + level);
        // ok: csharp.cwe-78.os-command
        Process.Start("notepad.exe", "readme.txt");
        // ok: csharp.cwe-78.os-command
        Process.Start("cmd.exe", "/c renice " + int.Parse(Request.Query["level"]));
        var allowed = new[] { "df", "uptime" };
        if (!allowed.Contains(host))
        {
            return BadRequest();
        }
        // ok: csharp.cwe-78.os-command
        Process.Start(host);
        return Ok();
    }
}
