using System.Security.Cryptography;
using System.Text;

public class Users
{
    public void Register(string password, User user)
    {
        // ruleid: csharp.cwe-916.fast-password-hash
        var first = MD5.HashData(Encoding.UTF8.GetBytes(password));
        // ruleid: csharp.cwe-916.fast-password-hash
        var second = SHA256.HashData(Encoding.UTF8.GetBytes(user.Salt + user.Password));
        using var sha1 = SHA1.Create();
        // ruleid: csharp.cwe-916.fast-password-hash
        var third = sha1.ComputeHash(Encoding.UTF8.GetBytes(password));
    }

    public void Safe(string password, byte[] body, string passwordResetUrl)
    {
        // ok: csharp.cwe-916.fast-password-hash
        var first = Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA256, 32);
        // ok: csharp.cwe-916.fast-password-hash
        var second = SHA256.HashData(body);
        // ok: csharp.cwe-916.fast-password-hash
        var third = MD5.HashData(Encoding.UTF8.GetBytes(passwordResetUrl));
        // ok: csharp.cwe-916.fast-password-hash
        var fourth = new PasswordHasher<User>().HashPassword(user, password);
    }
}
