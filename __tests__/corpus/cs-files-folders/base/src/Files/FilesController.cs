using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Example.Files;

[ApiController]
[Authorize]
[Route("files")]
public sealed class FilesController(TenantFiles files) : ControllerBase
{
    [HttpGet("{**name}")]
    public IActionResult Get(string name)
    {
        var tenant = User.FindFirstValue("tenant")!;
        var stream = files.Open(tenant, name);
        return stream is null ? NotFound() : File(stream, "application/octet-stream");
    }
}
