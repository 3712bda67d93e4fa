using System.Security.Cryptography;

public class Crypto
{
    public void Broken(byte[] data)
    {
        // ruleid: csharp.cwe-327.weak-cipher
        var first = DES.Create();
        // ruleid: csharp.cwe-327.weak-cipher
        var second = new TripleDESCryptoServiceProvider();
        var aes = Aes.Create();
        // ruleid: csharp.cwe-327.weak-cipher
        aes.Mode = CipherMode.ECB;
        // ruleid: csharp.cwe-327.weak-cipher
        aes.EncryptEcb(data, PaddingMode.PKCS7);
    }

    public void Sound(byte[] key, CipherMode mode)
    {
        // ok: csharp.cwe-327.weak-cipher
        var gcm = new AesGcm(key, 16);
        // ok: csharp.cwe-327.weak-cipher
        var aes = Aes.Create();
        // ok: csharp.cwe-327.weak-cipher
        aes.Mode = CipherMode.CBC;
        // ok: csharp.cwe-327.weak-cipher
        aes.Mode = mode;
    }
}
