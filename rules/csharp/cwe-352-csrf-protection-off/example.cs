using Microsoft.AspNetCore.Mvc;

// ruleid: csharp.cwe-352.csrf-protection-off
[IgnoreAntiforgeryToken]
public class OrdersController : Controller
{
    public IActionResult Buy() => Ok();
}

// ruleid: csharp.cwe-352.csrf-protection-off
[IgnoreAntiforgeryToken]
public class LoginModel : PageModel
{
}

public class Startup
{
    public void Configure(MvcOptions options)
    {
        // ruleid: csharp.cwe-352.csrf-protection-off
        options.Filters.Add(new IgnoreAntiforgeryTokenAttribute());
        // ok: csharp.cwe-352.csrf-protection-off
        options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
    }
}

// ok: csharp.cwe-352.csrf-protection-off
[ApiController]
[IgnoreAntiforgeryToken]
public class ApiController : ControllerBase
{
}

// ok: csharp.cwe-352.csrf-protection-off
[AutoValidateAntiforgeryToken]
public class CartsController : Controller
{
    [IgnoreAntiforgeryToken]
    public IActionResult Hook() => Ok();
}
