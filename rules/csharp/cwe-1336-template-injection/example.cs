using Microsoft.AspNetCore.Mvc;
using RazorEngine;

public class MailsController : Controller
{
    public async Task<IActionResult> Show(string template, string name)
    {
        // ruleid: csharp.cwe-1336.template-injection
        var first = Engine.Razor.RunCompile("Hello " + name, "key", null, model);
        // ruleid: csharp.cwe-1336.template-injection
        var second = Razor.Parse(template);
        // ruleid: csharp.cwe-1336.template-injection
        var third = await engine.CompileRenderStringAsync("key", $"<p>{Request.Form["body"]}</p>", model);
        return Ok(first);
    }

    public async Task<IActionResult> Safe(string template, string name)
    {
        // ok: csharp.cwe-1336.template-injection
        var first = Engine.Razor.RunCompile("Hello @Model.Name", "key", null, new { Name = name });
        // ok: csharp.cwe-1336.template-injection
        var second = await engine.CompileRenderStringAsync("key", "Hello @Model.Name", new { Name = name });
        // ok: csharp.cwe-1336.template-injection
        var third = Template.Parse(template).Render(new { name });
        return View("Mail", name);
    }
}
