using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

public class PagesController : Controller
{
    public IActionResult Show(string title)
    {
        // ruleid: csharp.cwe-79.xss
        var heading = new HtmlString("<h1>" + title + "</h1>");
        var note = $"<p>{Request.Query["note"]}</p>";
        // ruleid: csharp.cwe-79.xss
        ViewBag.Note = Html.Raw(note);
        // ruleid: csharp.cwe-79.xss
        return Content("<h1>" + title + "</h1>", "text/html");
    }

    public void Legacy()
    {
        // ruleid: csharp.cwe-79.xss
        Response.Write("Hello " + Request["name"]);
    }

    public IActionResult Safe(string title, int count)
    {
        // ok: csharp.cwe-79.xss
        var heading = new HtmlString("<h1>" + HtmlEncoder.Default.Encode(title) + "</h1>");
        // ok: csharp.cwe-79.xss
        var greeting = new HtmlString("<b>" + HtmlEncoder.Default.Encode(string.Format("Hello {0}", title)) + "</b>");
        // ok: csharp.cwe-79.xss
        ViewBag.Rule = Html.Raw("<hr>");
        // ok: csharp.cwe-79.xss
        ViewBag.Count = Html.Raw("<b>" + count + "</b>");
        // ok: csharp.cwe-79.xss
        ViewBag.Data = Html.Raw(JsonSerializer.Serialize(title));
        // ok: csharp.cwe-79.xss
        Response.Write(HttpUtility.HtmlEncode(Request["name"]));
        // ok: csharp.cwe-79.xss
        return Content(title, "text/plain");
    }
}
