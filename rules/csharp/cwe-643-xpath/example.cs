using System.Xml;
using Microsoft.AspNetCore.Mvc;

public class AccountsController : Controller
{
    public IActionResult Show(string name)
    {
        // ruleid: csharp.cwe-643.xpath
        var node = document.SelectSingleNode("//user[name='" + name + "']");
        // ruleid: csharp.cwe-643.xpath
        var nodes = document.SelectNodes($"//user[@id='{Request.Query["id"]}']");
        var path = string.Format("//group[@name='{0}']", name);
        // ruleid: csharp.cwe-643.xpath
        var compiled = XPathExpression.Compile(path);
        return Ok(node);
    }

    public IActionResult Safe(string name, int id)
    {
        // ok: csharp.cwe-643.xpath
        var node = document.SelectSingleNode("//user[@id='" + id + "']");
        // ok: csharp.cwe-643.xpath
        var nodes = document.SelectNodes("//user");
        var user = xml.Descendants("user").First(element => element.Value == name);
        // ok: csharp.cwe-643.xpath
        var other = document.SelectSingleNode("//user[name=$name]", context);
        return Ok(node);
    }
}
