namespace Example.Files;

/// <summary>Files of one tenant live below &lt;root&gt;/&lt;tenant&gt;; tenants choose their own short names, such as "acme".</summary>
public sealed class TenantFiles(string root)
{
    public Stream? Open(string tenant, string name)
    {
        var path = Path.Combine(root, tenant, Path.GetFileName(name));
        return File.Exists(path) ? File.OpenRead(path) : null;
    }
}
