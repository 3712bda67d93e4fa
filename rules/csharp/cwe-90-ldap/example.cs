using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;

public class LoginController : Controller
{
    public IActionResult Login(string user)
    {
        // ruleid: csharp.cwe-90.ldap
        var searcher = new DirectorySearcher("(uid=" + user + ")");
        // ruleid: csharp.cwe-90.ldap
        searcher.Filter = $"(&(uid={user})(active=1))";
        // ruleid: csharp.cwe-90.ldap
        var request = new SearchRequest("dc=example", string.Format("(mail={0})", Request.Form["mail"]), SearchScope.Subtree);
        return Ok();
    }

    public IActionResult Safe(string user, int id)
    {
        // ok: csharp.cwe-90.ldap
        var searcher = new DirectorySearcher("(uid=" + Encoder.LdapFilterEncode(user) + ")");
        // ok: csharp.cwe-90.ldap
        searcher.Filter = $"(uidNumber={id})";
        // ok: csharp.cwe-90.ldap
        var all = new DirectorySearcher("(objectClass=person)");
        // ok: csharp.cwe-90.ldap
        image.Filter = user;
        return Ok();
    }
}
