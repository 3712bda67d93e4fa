using Microsoft.AspNetCore.Cors.Infrastructure;

public class Startup
{
    public void Off(CorsPolicyBuilder policy)
    {
        // ruleid: csharp.cwe-942.cors-any-origin-with-credentials
        policy.SetIsOriginAllowed(origin => true).AllowAnyHeader().AllowCredentials();
        // ruleid: csharp.cwe-942.cors-any-origin-with-credentials
        policy.AllowCredentials().SetIsOriginAllowed(_ => true);
        // ruleid: csharp.cwe-942.cors-any-origin-with-credentials
        policy.AllowAnyMethod().SetIsOriginAllowed(host => true).AllowCredentials();
    }

    public void On(CorsPolicyBuilder policy)
    {
        // ok: csharp.cwe-942.cors-any-origin-with-credentials
        policy.WithOrigins("https://app.example.com").AllowCredentials();
        // ok: csharp.cwe-942.cors-any-origin-with-credentials
        policy.AllowAnyOrigin().AllowAnyHeader();
        // ok: csharp.cwe-942.cors-any-origin-with-credentials
        policy.SetIsOriginAllowed(origin => origins.Contains(origin)).AllowCredentials();
    }
}
