using System;
using System.Security.Cryptography;

public class Users
{
    public void Reset(User user)
    {
        // ruleid: csharp.cwe-338.predictable-token
        var token = new Random().Next().ToString();
        // ruleid: csharp.cwe-338.predictable-token
        user.ResetToken = Random.Shared.Next(100000, 999999).ToString();
        var random = new Random();
        // ruleid: csharp.cwe-338.predictable-token
        var otp = random.Next(100000, 999999);
    }

    public void Safe(User user)
    {
        // ok: csharp.cwe-338.predictable-token
        var token = RandomNumberGenerator.GetHexString(64);
        // ok: csharp.cwe-338.predictable-token
        var otp = RandomNumberGenerator.GetInt32(1_000_000);
        // ok: csharp.cwe-338.predictable-token
        var delay = new Random().Next(10);
        // ok: csharp.cwe-338.predictable-token
        var tokenPosition = Random.Shared.Next(3);
    }
}
