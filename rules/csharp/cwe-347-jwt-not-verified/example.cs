using Microsoft.IdentityModel.Tokens;

public class Tokens
{
    public void Off(TokenValidationParameters parameters, string token)
    {
        // ruleid: csharp.cwe-347.jwt-not-verified
        parameters.RequireSignedTokens = false;
        // ruleid: csharp.cwe-347.jwt-not-verified
        var first = new TokenValidationParameters { ValidateIssuer = true, RequireSignedTokens = false };
        // ruleid: csharp.cwe-347.jwt-not-verified
        var second = new TokenValidationParameters { SignatureValidator = (text, options) => new JsonWebToken(text) };
        // ruleid: csharp.cwe-347.jwt-not-verified
        var third = JwtBuilder.Create().DoNotVerifySignature().Decode(token);
    }

    public void On(TokenValidationParameters parameters, string token)
    {
        // ok: csharp.cwe-347.jwt-not-verified
        parameters.RequireSignedTokens = true;
        // ok: csharp.cwe-347.jwt-not-verified
        var first = new TokenValidationParameters { IssuerSigningKey = key, ValidateIssuerSigningKey = true };
        // ok: csharp.cwe-347.jwt-not-verified
        var second = JwtBuilder.Create().WithSecret(secret).MustVerifySignature().Decode(token);
    }
}
