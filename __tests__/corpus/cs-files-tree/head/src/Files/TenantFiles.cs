namespace Example.Files;

/// <summary>Files of one tenant live below &lt;root&gt;/&lt;tenant&gt;; tenants choose their own short names, such as "acme".</summary>
public sealed class TenantFiles(string root)
{
    public Stream? Open(string tenant, string name)
    {
        var home = Path.GetFullPath(Path.Combine(root, tenant)) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(home, name));
        if (!path.StartsWith(home, StringComparison.Ordinal))
        {
            return null;
        }

        return File.Exists(path) ? File.OpenRead(path) : null;
    }
}
