using System.Text.RegularExpressions;

namespace Example.Tenants;

public static partial class TenantName
{
    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,30}\z")]
    private static partial Regex Form();

    /// <summary>Whether a new tenant may have this name. The first to ask for a name gets it.</summary>
    public static bool IsValid(string name) => Form().IsMatch(name);
}
