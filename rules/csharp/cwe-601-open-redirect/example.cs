using Microsoft.AspNetCore.Mvc;

public class SessionsController : Controller
{
    public IActionResult Login(string returnUrl)
    {
        // ruleid: csharp.cwe-601.open-redirect
        return Redirect(returnUrl);
    }

    public IActionResult Leave()
    {
        string target = Request.Query["url"];
        // ruleid: csharp.cwe-601.open-redirect
        return RedirectPermanent(target);
    }

    public void Legacy()
    {
        // ruleid: csharp.cwe-601.open-redirect
        Response.Redirect(Request.Form["next"]);
    }

    public IActionResult Safe(string returnUrl, string id)
    {
        if (id == "local")
        {
            // ok: csharp.cwe-601.open-redirect
            return LocalRedirect(returnUrl);
        }
        // ok: csharp.cwe-601.open-redirect
        return Redirect("/posts/" + id);
    }

    public IActionResult Checked(string returnUrl)
    {
        if (!Url.IsLocalUrl(returnUrl))
        {
            returnUrl = "/";
        }
        // ok: csharp.cwe-601.open-redirect
        return Redirect(returnUrl);
    }

    public IActionResult Action(string id)
    {
        // ok: csharp.cwe-601.open-redirect
        return Redirect(Url.Action("Show", new { id }));
    }
}
