using Microsoft.AspNetCore.Http;

public class Startup
{
    public void Off(SessionOptions options, HttpResponse response, string token)
    {
        // ruleid: csharp.cwe-614.insecure-session-cookie
        options.Cookie.HttpOnly = false;
        // ruleid: csharp.cwe-614.insecure-session-cookie
        options.Cookie.SecurePolicy = CookieSecurePolicy.None;
        // ruleid: csharp.cwe-614.insecure-session-cookie
        response.Cookies.Append("session_id", token, new CookieOptions { HttpOnly = false });
    }

    public void On(SessionOptions options, HttpResponse response, string token)
    {
        // ok: csharp.cwe-614.insecure-session-cookie
        options.Cookie.HttpOnly = true;
        // ok: csharp.cwe-614.insecure-session-cookie
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        // ok: csharp.cwe-614.insecure-session-cookie
        response.Cookies.Append("theme", "dark", new CookieOptions { HttpOnly = false });
        // ok: csharp.cwe-614.insecure-session-cookie
        response.Cookies.Append("session_id", token, new CookieOptions { HttpOnly = true, Secure = true });
    }
}
