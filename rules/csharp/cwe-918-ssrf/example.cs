using System.Net.Http;
using Microsoft.AspNetCore.Mvc;

public class PreviewsController : Controller
{
    public async Task<IActionResult> Show(string url)
    {
        // ruleid: csharp.cwe-918.ssrf
        var text = await client.GetStringAsync(url);
        // ruleid: csharp.cwe-918.ssrf
        await httpClient.PostAsync("https://" + Request.Query["host"] + "/status", null);
        // ruleid: csharp.cwe-918.ssrf
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://{url}/status");
        return Ok(text);
    }

    public async Task<IActionResult> Safe(string id, string note)
    {
        // ok: csharp.cwe-918.ssrf
        var text = await client.GetStringAsync("https://api.example.com/users/" + id);
        // ok: csharp.cwe-918.ssrf
        await client.GetStringAsync($"https://api.example.com/users/{id}");
        // ok: csharp.cwe-918.ssrf
        await client.PostAsJsonAsync("https://api.example.com/notes", note);
        var feed = feeds.Find(id);
        // ok: csharp.cwe-918.ssrf
        await client.GetStringAsync(feed.Url);
        return Ok(text);
    }

    public async Task<IActionResult> Checked(string url)
    {
        var uri = new Uri(url);
        if (!hosts.Contains(uri.Host))
        {
            return BadRequest();
        }
        // ok: csharp.cwe-918.ssrf
        return Ok(await client.GetStringAsync(uri));
    }
}
