using System.Net;
using System.Net.Http;

public class Clients
{
    public void Off(HttpClientHandler handler)
    {
        // ruleid: csharp.cwe-295.tls-verification-off
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        // ruleid: csharp.cwe-295.tls-verification-off
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true;
        // ruleid: csharp.cwe-295.tls-verification-off
        ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => true;
        // ruleid: csharp.cwe-295.tls-verification-off
        ServicePointManager.ServerCertificateValidationCallback = delegate { return true; };
        // ruleid: csharp.cwe-295.tls-verification-off
        var other = new HttpClientHandler { ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true };
    }

    public void On(HttpClientHandler handler)
    {
        // ok: csharp.cwe-295.tls-verification-off
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None;
        // ok: csharp.cwe-295.tls-verification-off
        handler.CheckCertificateRevocationList = true;
        // ok: csharp.cwe-295.tls-verification-off
        list.RemoveAll((item) => true);
        // ok: csharp.cwe-295.tls-verification-off
        var other = new HttpClientHandler { AllowAutoRedirect = true };
    }
}
